package dev.porchlight.sim.discord;

import java.util.concurrent.atomic.AtomicInteger;

/** "The next n of them": each {@link #take} uses one up. Thread-safe. */
final class Countdown {
    private final AtomicInteger left = new AtomicInteger();

    /** @throws IllegalArgumentException for less than none */
    void set(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("the next " + n);
        }
        left.set(n);
    }

    boolean take() {
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }
}
