package dev.porchlight.sim.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, made orderly: the command sees that it is to stop, tidies up, and only then the process ends.
 *
 * <p>Thread-safe. Invariant: the process does not wait for the command longer than {@link #PATIENCE_MS}.
 */
public final class Stop implements AutoCloseable {
    private static final long PATIENCE_MS = 800;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** From here on a termination signal asks this to stop. */
    public static Stop onSignal(Runnable atOnce) {
        Stop stop = new Stop();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (stop.done.getCount() > 0) {
                                atOnce.run();
                                stop.asked.countDown();
                                stop.awaitDone();
                            }
                        },
                        "stop"));
        return stop;
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits that long, or until it is to stop: true then. */
    public boolean within(Duration pause) {
        try {
            return asked.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void awaitDone() {
        try {
            done.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is tidied up. */
    @Override
    public void close() {
        done.countDown();
    }
}
