package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: doubling from {@code first} to {@code cap}, less a random quarter so that many
 * bridges do not come back at once. A session that held for {@link #PROVEN} begins anew; one that came up and fell at once
 * does not, because Discord resets the token of a bot that identifies more than 1,000 times a day.
 *
 * <p>Computes only; the caller waits. For one thread.
 */
final class Backoff {

    /** How long a session must hold to count as good. */
    static final Duration PROVEN = Duration.ofMinutes(1);

    /** With the quarter off, 90 s at least: some 960 tries a day at the very worst. */
    static final Duration CAP = Duration.ofMinutes(2);

    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration cap;
    private final DoubleSupplier random;
    private Duration next;

    /** @param random from 0 up to but not including 1 */
    Backoff(Duration first, Duration cap, DoubleSupplier random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
        this.next = first;
    }

    /**
     * A session ended, or never began: how long to wait now.
     *
     * @param held how long ago it first came up; zero when it never did
     */
    Duration failed(Duration held) {
        if (held.compareTo(PROVEN) >= 0) {
            next = first;
        }
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(cap) < 0 ? doubled : cap;
        return Duration.ofNanos((long) (wait.toNanos() * (1 - JITTER * random.getAsDouble())));
    }
}
