package dev.porchlight.sim.bench;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a person costs in memory: one bridge, first with nobody but the bot, then with everybody offline, then with everybody
 * online with Spotify and a game, each after a fresh session and a full collection. The measuring thread only.
 */
final class PresenceMemoryBench {
    private static final String SECTION = "presence-memory";
    private static final int[] SIZES = {10_000, 100_000};
    private static final Duration ROUND = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** So that what is measured is what lives, however much that is. */
    private static final String ROOMY = "-Xmx768m";

    private static final Instant STARTED = Instant.ofEpochMilli(1_763_640_000_000L);

    /** The same for everybody, since the simulator keeps them too. */
    private static final SimActivity SONG = SimActivity.spotify(
            "Everything In Its Right Place",
            "Radiohead; Thom Yorke",
            "Kid A (Deluxe Edition)",
            "2kRFrWaLWiKq48YYVdGcm8",
            "ab67616d0000b273674dd19437766ecd2f4dcbcd",
            STARTED,
            Duration.ofSeconds(251));

    private static final SimActivity GAME = SimActivity.playing("Baldur's Gate 3")
            .application(1_124_351_678_543_847_424L)
            .details("Exploring the Underdark")
            .state("In a party")
            .party("ae488379351d4a4f32e77a9b", 2, 4)
            .largeImage("1124352032908415066", "Act Two")
            .smallImage("mp:external/3n8Xb0yqJ2bKj1c7kQ4v/https/cdn.example.org/bg3/class/wizard.png", "Wizard")
            .since(STARTED);

    private static final int MOST_READINGS = 30;
    private static final double STILL_KB = 64;

    private final Bench bench;

    PresenceMemoryBench(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException, InterruptedException {
        for (int size : bench.quick() ? new int[] {SIZES[0]} : SIZES) {
            bench.rounds("memory of " + size + " people", 1, ROUND, round -> measure(size));
        }
        bench.report()
                .table(
                        "## Memory of a person",
                        bench.figures().table(SECTION, ""),
                        "",
                        "Live heap with them less live heap with the bot alone, divided by their number, each after a full collection.",
                        "Each has a display name, an avatar and a public flag, one in four a guild tag;",
                        "online means on two platforms with a track on Spotify and a game with two pictures and a party.",
                        "Good: at most 600 bytes offline, 2,560 online.");
    }

    private void measure(int size) throws IOException, InterruptedException {
        Setup setup = bench.setup()
                .with(
                        Stream.concat(
                                        bench.setup().flags().stream().filter(flag -> !flag.startsWith("-Xmx")),
                                        Stream.of(ROOMY))
                                .toList(),
                        List.of());
        try (SimDiscord discord = SimDiscord.builder()
                .token(Setup.TOKEN)
                .grantPrivilegedIntents()
                .memberRequestWindow(Duration.ZERO)
                .start()) {
            SimGuild guild = discord.guild("Home");
            Map<String, String> room = Map.of("PRESENCE_MAX_USERS", Integer.toString(size + 1));
            try (Child bridge = setup.bridge("people", discord.apiUrl(), discord.gatewayUrl(), false, room)) {
                InetSocketAddress address = Setup.awaitAddress(bridge);
                await(address, "porchlight_people", 1);
                double alone = heapKb(bridge);
                List<SimUser> crowd = crowd(discord, guild, size);
                discord.invalidateSessions(false);
                await(address, "porchlight_people", size + 1);
                figure(size, "bytes a person, offline", alone, heapKb(bridge));
                discord.quietly(() -> crowd.forEach(PresenceMemoryBench::play));
                discord.invalidateSessions(false);
                await(address, "porchlight_people_online", size + 1);
                figure(size, "bytes a person, online", alone, heapKb(bridge));
                bench.figures()
                        .of(SECTION, String.format(Locale.ROOT, "%,d people: VmRSS in all, online", size), "MB")
                        .add(Variant.BRIDGE.name(), bridge.rssKb() / 1_024);
            }
        }
    }

    private static List<SimUser> crowd(SimDiscord discord, SimGuild guild, int size) {
        List<SimUser> crowd = new ArrayList<>();
        discord.quietly(() -> {
            for (SimUser user : guild.addMembers("someone", size)) {
                user.setGlobalName("Some One " + crowd.size());
                user.setAvatar(String.format(Locale.ROOT, "%032x", user.id()));
                user.setPublicFlags(256);
                if (crowd.size() % 4 == 0) {
                    user.setPrimaryGuild(guild.id(), "HOME", String.format(Locale.ROOT, "%032x", guild.id()));
                }
                crowd.add(user);
            }
        });
        return crowd;
    }

    private static void play(SimUser user) {
        user.goOnline(SimPlatform.DESKTOP, SimPlatform.MOBILE);
        user.does(SONG, GAME);
    }

    /** Once it stands still: a list that follows the first news is on its way, and JDA at work on it. */
    private static double heapKb(Child bridge) throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < MOST_READINGS; i++) {
            TimeUnit.SECONDS.sleep(2);
            bridge.jvm().collectGarbage();
            double now = bridge.jvm().heapKb();
            if (Math.abs(before - now) < STILL_KB) {
                return now;
            }
            before = now;
        }
        throw new DeadlineMissed("the heap does not stand still");
    }

    private void figure(int size, String name, double alone, double with) {
        bench.figures()
                .of(SECTION, String.format(Locale.ROOT, "%,d people: %s", size, name), "B")
                .add(Variant.BRIDGE.name(), (with - alone) * 1_024 / size);
    }

    private static void await(InetSocketAddress address, String gauge, int value)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        URI metrics = URI.create("http://127.0.0.1:" + address.getPort() + "/metrics");
        while (true) {
            try (InputStream in = metrics.toURL().openStream()) {
                String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (all.lines().anyMatch(line -> line.equals(gauge + " " + value + ".0"))) {
                    return;
                }
            }
            if (System.nanoTime() - deadline > 0) {
                throw new DeadlineMissed("not " + gauge + " " + value + " within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
