package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When to begin a fresh session because an event was lost inside JDA, so that home hears the whole state again: at once,
 * but at most once in {@link #GAP}, so that an event which is lost each time does not eat up the 1,000 identifies a day.
 * Computes only; the caller waits. Any thread.
 *
 * <pre>
 *             lost                      due
 *   WHOLE -----------> WAITING --------------------> WHOLE
 *     ^                   |
 *     +--- fresh session--+
 * </pre>
 */
final class Renewal {

    static final Duration GAP = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private boolean waiting;
    private boolean renewedBefore;
    private long lastRenewal;

    /** @param nanoTime as {@link System#nanoTime()} */
    Renewal(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** An event was lost: how long to wait until {@link #due}; empty when somebody waits already. */
    synchronized Optional<Duration> lost() {
        if (waiting) {
            return Optional.empty();
        }
        waiting = true;
        long left = renewedBefore ? lastRenewal + GAP.toNanos() - nanoTime.getAsLong() : 0;
        return Optional.of(Duration.ofNanos(Math.max(0, left)));
    }

    /** A fresh session has begun, for whatever reason: what was lost before it no longer matters. */
    synchronized void freshSession() {
        waiting = false;
    }

    /** The wait is over: whether a fresh session is still needed. Takes it as begun. */
    synchronized boolean due() {
        if (!waiting) {
            return false;
        }
        waiting = false;
        renewedBefore = true;
        lastRenewal = nanoTime.getAsLong();
        return true;
    }
}
