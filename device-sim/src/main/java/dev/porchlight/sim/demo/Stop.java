package dev.porchlight.sim.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, made orderly: the command sees that it is to stop, tidies up, and only then the process ends.
 *
 * <p>Thread-safe. Invariant: the process does not wait for the command longer than its patience.
 */
public final class Stop implements AutoCloseable {
    private static final long PATIENCE_MS = 800;

    private final long patienceMillis;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Stop() {
        this(PATIENCE_MS);
    }

    private Stop(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** From here on a termination signal asks this to stop. */
    public static Stop onSignal(Runnable atOnce) {
        return onSignal(atOnce, Duration.ofMillis(PATIENCE_MS));
    }

    /** The same for a command that may need longer to come to its end. */
    public static Stop onSignal(Runnable atOnce, Duration patience) {
        Stop stop = new Stop(patience.toMillis());
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
            done.await(patienceMillis, TimeUnit.MILLISECONDS);
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
