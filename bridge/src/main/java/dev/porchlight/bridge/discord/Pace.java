package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps connections apart: a bot may identify once in five seconds. Lives longer than one JDA. Computes only; the caller
 * waits. For the supervisor's thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Rate limiting</a>
 */
final class Pace {

    private final Duration gap;
    private final LongSupplier nanoTime;
    private boolean connectedBefore;
    private long lastConnect;

    /**
     * A pace for one bot.
     *
     * @param gap between two connections
     * @param nanoTime as {@link System#nanoTime()}
     */
    Pace(Duration gap, LongSupplier nanoTime) {
        this.gap = gap;
        this.nanoTime = nanoTime;
    }

    /** How long to wait before connecting; zero or more. */
    Duration untilAllowed() {
        if (!connectedBefore) {
            return Duration.ZERO;
        }
        long left = lastConnect + gap.toNanos() - nanoTime.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** A connection is made now. */
    void connecting() {
        connectedBefore = true;
        lastConnect = nanoTime.getAsLong();
    }
}
