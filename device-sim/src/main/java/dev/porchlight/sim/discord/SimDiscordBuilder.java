package dev.porchlight.sim.discord;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** What may differ from one simulated Discord to the next. One thread; each setter returns this builder. */
public final class SimDiscordBuilder {
    private final Options defaults = Options.defaults();
    private int port = defaults.port();
    private String token = defaults.token();
    private String botName = defaults.botName();
    private Duration heartbeat = defaults.heartbeat();
    private boolean grantPrivilegedIntents = defaults.grantPrivilegedIntents();
    private int replayEvents = defaults.replayEvents();
    private long replayBytes = defaults.replayBytes();
    private InstantSource clock = defaults.clock();
    private Duration memberRequestWindow = defaults.memberRequestWindow();
    private Duration interactionDeadline = defaults.interactionDeadline();

    SimDiscordBuilder() {}

    /** The port on loopback, 0 to 65535; 0 takes a free one. */
    public SimDiscordBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** The one right token, without {@code Bot }. */
    public SimDiscordBuilder token(String token) {
        this.token = token;
        return this;
    }

    public SimDiscordBuilder botName(String botName) {
        this.botName = botName;
        return this;
    }

    /** What HELLO asks for, more than zero; a client silent for two of them is closed with 4009 */
    public SimDiscordBuilder heartbeat(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("a heartbeat interval of " + interval);
        }
        this.heartbeat = interval;
        return this;
    }

    /** Members, presences and message content may be asked for; without this IDENTIFY for them is closed with 4014. */
    public SimDiscordBuilder grantPrivilegedIntents() {
        this.grantPrivilegedIntents = true;
        return this;
    }

    /** How many dispatches a session can replay, at least 1; 1,000 when nothing is said. */
    public SimDiscordBuilder replayEvents(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("a replay of " + events + " events");
        }
        this.replayEvents = events;
        return this;
    }

    /** How many bytes these dispatches may have together, at least 1; 16 MiB when nothing is said. */
    public SimDiscordBuilder replayBytes(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a replay of " + bytes + " bytes");
        }
        this.replayBytes = bytes;
        return this;
    }

    /** What every limit and expiry goes by; {@link dev.porchlight.sim.ManualClock} for a test that does not wait. */
    public SimDiscordBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * For how long after a request for a guild's whole member list (op 8) another one gets RATE_LIMITED; Discord's is 30
     * s. Zero lets every one pass.
     */
    public SimDiscordBuilder memberRequestWindow(Duration window) {
        this.memberRequestWindow = notNegative(window, "a window");
        return this;
    }

    /** How long an interaction waits for its callback; Discord's is 3 s. With zero every callback is too late. */
    public SimDiscordBuilder interactionDeadline(Duration deadline) {
        this.interactionDeadline = notNegative(deadline, "a deadline");
        return this;
    }

    private static Duration notNegative(Duration duration, String what) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(what + " of " + duration);
        }
        return duration;
    }

    /**
     * Binds the port and starts answering.
     *
     * @throws IOException when the port is taken
     */
    public SimDiscord start() throws IOException {
        return new SimDiscord(new Options(
                port,
                token,
                botName,
                heartbeat,
                grantPrivilegedIntents,
                replayEvents,
                replayBytes,
                defaults.maxSessions(),
                defaults.maxConnections(),
                defaults.outgoingFrames(),
                defaults.outgoingBytes(),
                clock,
                memberRequestWindow,
                interactionDeadline));
    }
}
