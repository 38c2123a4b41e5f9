package dev.porchlight.sim.discord;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a simulated Discord is set up, and its limits.
 *
 * @param port 0 takes a free one
 * @param heartbeat what HELLO asks for; Discord itself says 41.25 s
 * @param grantPrivilegedIntents whether the bot may ask for members, presences and message content
 * @param replayEvents how many dispatches a session keeps for RESUME; one more lost means a new IDENTIFY
 * @param replayBytes what these may have together, a session
 * @param maxSessions sessions remembered; the oldest one is forgotten first
 * @param maxConnections sockets at a time; further ones are cut
 * @param outgoingFrames frames waiting for one client; a client that lets more pile up is cut
 * @param outgoingBytes what these may have together; one frame alone may have more
 * @param clock what every window and expiry goes by
 * @param memberRequestWindow how long after a request for a guild's whole member list the next one is refused
 * @param interactionDeadline how long an interaction waits for its callback
 */
record Options(
        int port,
        String token,
        String botName,
        Duration heartbeat,
        boolean grantPrivilegedIntents,
        int replayEvents,
        long replayBytes,
        int maxSessions,
        int maxConnections,
        int outgoingFrames,
        long outgoingBytes,
        InstantSource clock,
        Duration memberRequestWindow,
        Duration interactionDeadline) {

    /** Discord closes a client that sends a longer payload. */
    static final int MAX_PAYLOAD_BYTES = 4096;

    static Options defaults() {
        return new Options(
                0,
                "sim-token",
                "Porchlight",
                Duration.ofMillis(41_250),
                false,
                1_000,
                16L * 1024 * 1024,
                64,
                1_024,
                10_000,
                64L * 1024 * 1024,
                InstantSource.system(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(3));
    }
}
