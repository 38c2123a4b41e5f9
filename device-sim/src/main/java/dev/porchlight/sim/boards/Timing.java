package dev.porchlight.sim.boards;

import java.time.Duration;

/**
 * When a board does what.
 *
 * @param reconnect how long it waits after losing its socket
 * @param handshake how long a connection may take up to the 101 before the board starts over
 * @param ping how often it pings
 * @param pong how long it waits for the answer
 * @param misses how many unanswered pings in a row make it drop the socket, at least 1
 */
public record Timing(Duration reconnect, Duration handshake, Duration ping, Duration pong, int misses) {

    /** As the firmware is: it tries again on every pass of its loop, about every 5 ms, and never backs off. */
    public static Timing stock() {
        return new Timing(
                Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(3), 2);
    }

    /** As {@link #stock}, but half a second between two attempts, so that a room full of boards is no storm. */
    public static Timing calm() {
        return stock().withReconnect(Duration.ofMillis(500));
    }

    public Timing withReconnect(Duration newReconnect) {
        return new Timing(newReconnect, handshake, ping, pong, misses);
    }
}
