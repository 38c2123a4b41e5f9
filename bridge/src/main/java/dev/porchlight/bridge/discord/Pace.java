package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps connections apart: a bot may identify once in five seconds. Lives longer than one JDA. For the supervisor's thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Rate limiting</a>
 */
final class Pace {

    private final Duration gap;
    private final CountDownLatch closing;
    private boolean connectedBefore;
    private long lastConnect;

    /**
     * A pace for one bot.
     *
     * @param gap between two connections
     * @param closing ends a wait early
     */
    Pace(Duration gap, CountDownLatch closing) {
        this.gap = gap;
        this.closing = closing;
    }

    /** Waits until connecting is allowed, and takes it as done. */
    void awaitConnect() throws InterruptedException {
        if (connectedBefore) {
            long left = lastConnect + gap.toNanos() - System.nanoTime();
            boolean ignored = closing.await(Math.max(0, left), TimeUnit.NANOSECONDS);
        }
        connectedBefore = true;
        lastConnect = System.nanoTime();
    }
}
