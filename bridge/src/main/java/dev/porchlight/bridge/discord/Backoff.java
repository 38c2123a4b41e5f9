package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: doubling up to the cap, less a random quarter so that many bridges do not come
 * back at once. Computes only; the caller waits. For one thread.
 */
final class Backoff {

    private static final double JITTER = 0.25;

    private final Waits waits;
    private final DoubleSupplier random;
    private Duration next;

    /**
     * A back-off that has seen no failure yet.
     *
     * @param random from 0 up to but not including 1
     */
    Backoff(Waits waits, DoubleSupplier random) {
        this.waits = waits;
        this.random = random;
        this.next = waits.first();
    }

    /**
     * A session ended, or never began: how long to wait now.
     *
     * @param held how long ago it first came up; zero when it never did
     */
    Duration failed(Duration held) {
        if (held.compareTo(waits.proven()) >= 0) {
            next = waits.first();
        }
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(waits.cap()) < 0 ? doubled : waits.cap();
        return Duration.ofNanos((long) (wait.toNanos() * (1 - JITTER * random.getAsDouble())));
    }
}
