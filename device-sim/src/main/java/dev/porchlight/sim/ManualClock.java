package dev.porchlight.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told to go on, so that a test of ten minutes takes none. Thread-safe.
 *
 * <p>It moves windows and expiries; what really takes time (a delayed answer, a slow line) it does not shorten.
 */
public final class ManualClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Goes on by so much.
     *
     * @throws IllegalArgumentException when asked to go back
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a clock does not go back, by " + by);
        }
        now.updateAndGet(instant -> instant.plus(by));
    }
}
