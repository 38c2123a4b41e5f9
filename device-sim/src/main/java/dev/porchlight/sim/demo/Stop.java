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

    /** Whether a signal is ending the process, which waits for a verdict. */
    private static volatile boolean awaitsVerdict;

    private final long patienceMillis;
    private final boolean verdict;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Stop() {
        this(PATIENCE_MS, false);
    }

    private Stop(long patienceMillis, boolean verdict) {
        this.patienceMillis = patienceMillis;
        this.verdict = verdict;
    }

    /** From here on a termination signal asks this to stop. */
    public static Stop onSignal(Runnable atOnce) {
        return onSignal(atOnce, new Stop());
    }

    /** The same for a command that may need longer to come to its end, and whose exit code says what it has found until then. */
    public static Stop onSignal(Runnable atOnce, Duration patience) {
        return onSignal(atOnce, new Stop(patience.toMillis(), true));
    }

    private static Stop onSignal(Runnable atOnce, Stop stop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (stop.done.getCount() > 0) {
                                awaitsVerdict |= stop.verdict;
                                atOnce.run();
                                stop.asked.countDown();
                                stop.awaitDone();
                            }
                        },
                        "stop"));
        return stop;
    }

    /** Ends the process with that code; where a signal is ending it already, a code that it waits for takes the place of its 143. */
    public static void exit(int code) {
        if (awaitsVerdict) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
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

    /** Everything is tidied up; only a verdict is still to come, by {@link #exit}. */
    @Override
    public void close() {
        if (!verdict || !isAsked()) {
            done.countDown();
        }
    }
}
