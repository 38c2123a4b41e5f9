package dev.porchlight.bridge.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Both clocks of the room, standing still until moved. One thread moves, any reads. */
final class MovableClock implements InstantSource {

    private static final Instant START = Instant.parse("2026-11-20T16:20:00Z");

    private volatile Duration passed = Duration.ZERO;

    @Override
    public Instant instant() {
        return START.plus(passed);
    }

    long nanos() {
        return passed.toNanos();
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }
}
