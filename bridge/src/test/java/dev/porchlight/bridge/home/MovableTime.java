package dev.porchlight.bridge.home;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that a test moves; timers run inside {@link #pass}. Stands for the loop, on the test's own thread. */
public final class MovableTime implements HomeTime {

    private final List<Due> timers = new ArrayList<>();
    private long now = 1_000;

    /** Moves on, running what becomes due at its own moment. */
    public void pass(Duration time) {
        long until = now + time.toNanos();
        while (true) {
            Due next = timers.stream()
                    .filter(due -> due.at <= until)
                    .min(Comparator.comparingLong(Due::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            timers.remove(next);
            now = Math.max(now, next.at);
            next.task.run();
        }
        now = until;
    }

    int waiting() {
        return timers.size();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(now + delay.toNanos(), task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public void checkThread() {}

    private record Due(long at, Runnable task) {}
}
