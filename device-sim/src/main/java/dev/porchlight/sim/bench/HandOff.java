package dev.porchlight.sim.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * The least that a change costs which one thread learns and another one acts on: a volatile write, an unpark, and the clock
 * read by who was woken. With a third thread the second hands it on, as JDA's reader, the home loop and the hardware thread do.
 *
 * <p>The threads sleep before each hand-off, as a bridge's do. {@link #measure} on one thread at a time.
 */
final class HandOff implements AutoCloseable {
    private final Stop last = new Stop(null);
    private final Stop middle = new Stop(last);

    /** A thread that waits to be told; {@code next} is told by it. */
    private static final class Stop {
        private final Stop next;
        private final Thread thread;
        private volatile boolean told;
        private volatile long reachedAt;
        private volatile boolean closed;

        Stop(Stop next) {
            this.next = next;
            this.thread = Thread.ofPlatform().daemon().name("hand-off").start(this::run);
        }

        void tell() {
            told = true;
            LockSupport.unpark(thread);
        }

        private void run() {
            while (!closed) {
                if (!told) {
                    LockSupport.park();
                    continue;
                }
                told = false;
                if (next != null) {
                    next.tell();
                } else {
                    reachedAt = System.nanoTime();
                }
            }
        }

        void close() {
            closed = true;
            LockSupport.unpark(thread);
        }
    }

    /**
     * So many hand-offs, one after the other.
     *
     * @param inARow 1, or 2 with a thread between
     * @param pauseNanos before each
     * @return what each took, in nanoseconds
     */
    long[] measure(int times, int inARow, long pauseNanos) {
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            pause(pauseNanos);
            last.reachedAt = 0;
            long began = System.nanoTime();
            (inARow == 1 ? last : middle).tell();
            while (last.reachedAt == 0) {
                LockSupport.parkNanos(pauseNanos / 10); // asleep, so that nobody's core is taken
            }
            took[i] = last.reachedAt - began;
        }
        return took;
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        middle.close();
        last.close();
    }
}
