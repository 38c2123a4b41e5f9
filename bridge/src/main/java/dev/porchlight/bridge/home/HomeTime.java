package dev.porchlight.bridge.home;

import java.time.Duration;

/** Time and thread as {@link Home} sees them: {@link HomeLoop} in the program, a movable one in tests. */
public interface HomeTime {

    /** Nanoseconds on the scale of {@link System#nanoTime()}. Any thread. */
    long nanoTime();

    /**
     * Runs a task on the home loop once the delay has passed. Home loop only.
     *
     * @param delay zero or more
     * @throws IllegalStateException when too many timers wait already
     */
    Timer after(Duration delay, Runnable task);

    /**
     * Insists on the home loop.
     *
     * @throws IllegalStateException when the caller is another thread
     */
    void checkThread();

    /** A task that waits for its time. */
    interface Timer {

        /** The task will not run; nothing happens when it ran already. Home loop only. */
        void cancel();
    }
}
