package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/**
 * Keeps the bot's presence within what Discord takes: five updates in any twenty seconds. Computes only; the caller waits.
 * For one thread at a time.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events#update-presence">Update presence</a>
 */
final class StatusLimit {

    static final int UPDATES = 5;
    static final Duration WINDOW = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;

    /** When the last few were sent, the oldest first. */
    private final ArrayDeque<Long> sent = new ArrayDeque<>(UPDATES);

    /** @param nanoTime as {@link System#nanoTime()} */
    StatusLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long to wait before the next update; zero or more. */
    Duration untilAllowed() {
        if (sent.size() < UPDATES) {
            return Duration.ZERO;
        }
        long left = sent.peekFirst() + WINDOW.toNanos() - nanoTime.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** One is sent now. */
    void sending() {
        if (sent.size() == UPDATES) {
            sent.removeFirst();
        }
        sent.addLast(nanoTime.getAsLong());
    }
}
