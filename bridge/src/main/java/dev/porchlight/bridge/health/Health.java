package dev.porchlight.bridge.health;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.home.HomeView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Two questions that must not be mixed up. {@code /health}: do the lights tell the truth, which they cannot while Discord
 * is away (503). {@code /healthz}: does this process work; only a loop that has stalled says no, so that whatever
 * restarts a container on it never does so because Discord has an outage. Immutable; requests come on any thread.
 */
public final class Health {

    /** A loop's turn takes microseconds; one that takes this long will not come back. */
    public static final Duration STALLED = Duration.ofSeconds(5);

    private static final Answer ALIVE = Answer.json(200, "{\"status\":\"ok\"}\n");

    /**
     * A thread that must keep turning.
     *
     * @param name in logs and answers
     * @param busyFor how long it has been at its present piece of work
     */
    public record Pulse(String name, Supplier<Duration> busyFor) {}

    /**
     * How the pins are.
     *
     * @param state {@code none} where nobody has set any, {@code ok}, {@code memory} where there is no GPIO, {@code degraded}
     * @param problems what is wrong, pins named
     */
    public record Hardware(String state, List<String> problems) {

        /** No pins are used. */
        public static final Hardware NONE = new Hardware("none", List.of());

        /** As it follows from the provider's name and what is wrong. */
        public static Hardware of(String provider, List<String> problems) {
            if (!problems.isEmpty()) {
                return new Hardware("degraded", problems);
            }
            return new Hardware(provider.equals("memory") ? "memory" : "ok", List.of());
        }
    }

    private final Supplier<HomeView> view;
    private final IntSupplier espClients;
    private final String guildId;
    private final String version;
    private final Supplier<Hardware> hardware;
    private final List<Pulse> pulses;
    private final long startedNanos = System.nanoTime();

    /**
     * Makes the checks.
     *
     * @param view the present
     * @param espClients boards connected and authenticated
     * @param guildId the first guild of GUILD_ID, or ""
     * @param version of this program
     * @param hardware the pins
     * @param pulses the loops that must turn
     */
    public Health(
            Supplier<HomeView> view,
            IntSupplier espClients,
            String guildId,
            String version,
            Supplier<Hardware> hardware,
            List<Pulse> pulses) {
        this.view = view;
        this.espClients = espClients;
        this.guildId = guildId;
        this.version = version;
        this.hardware = hardware;
        this.pulses = List.copyOf(pulses);
    }

    /** Serves {@code /health} and {@code /healthz}. */
    public void register(Routes routes) {
        routes.get("/health", this::health).get("/healthz", this::healthz);
    }

    /** The Node server's fields in its order, then ours. */
    private Answer health(Request request) throws IOException {
        HomeView now = view.get();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ok", now.discordReady());
        body.put("discordReady", now.discordReady());
        body.put("guildId", guildId);
        body.put("voiceUsers", now.voiceUsers());
        body.put("espClients", espClients.getAsInt());
        body.put("uptimeSec", (System.nanoTime() - startedNanos) / 1_000_000_000L);
        body.put("version", version);
        List<Map<String, Object>> guilds = new ArrayList<>();
        for (HomeView.GuildView guild : now.guilds()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", Long.toUnsignedString(guild.id()));
            one.put("available", guild.available());
            one.put("voiceUsers", guild.voiceUsers());
            guilds.add(one);
        }
        body.put("guilds", guilds);
        describe(hardware.get(), body);
        return json(now.discordReady() ? 200 : 503, body);
    }

    /** A pin that cannot be driven is no reason for a 503: the rest of the house goes on, and a restart mends no wire. */
    private static void describe(Hardware pins, Map<String, Object> body) {
        body.put("hardware", pins.state());
        if (!pins.problems().isEmpty()) {
            body.put("hardwareProblems", pins.problems());
        }
    }

    private Answer healthz(Request request) throws IOException {
        for (Pulse pulse : pulses) {
            if (pulse.busyFor().get().compareTo(STALLED) > 0) {
                return json(503, Map.of("status", "stalled: " + pulse.name()));
            }
        }
        return ALIVE;
    }

    private static Answer json(int status, Map<String, Object> body) throws IOException {
        return Answer.json(status, JSON.std.asString(body) + "\n");
    }
}
