package dev.porchlight.bridge.home;

import dev.porchlight.bridge.log.Log;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The one thread, named {@code home}, that owns {@link Home} and the guilds. Tasks run one after another in the order
 * they were posted, timers between them.
 *
 * <pre>
 *   NEW --start--> RUNNING --close--> DRAINING --queue empty, or deadline--> ENDED
 *                     |                                                        ^
 *                     +-------------- an Error: onDeath, once -----------------+
 * </pre>
 *
 * Invariant: at most {@link #CAPACITY} tasks and {@link #MAX_TIMERS} timers wait, and the tasks hold no more than {@link
 * #CAPACITY_BYTES} together. An Exception ends its task, an Error
 * the loop. Every method is safe from any thread unless it says otherwise.
 */
public final class HomeLoop implements HomeTime, AutoCloseable {

    /** Tasks that may wait. */
    public static final int CAPACITY = 8_192;

    /** Timers that may wait: one for each watch with a delay, and some for the loop's own. */
    public static final int MAX_TIMERS = Facts.MAX_DELAYED + 1_024;

    /** What the tasks that wait may hold together, of what {@link #post(int, Runnable)} is told. */
    public static final int CAPACITY_BYTES = 2 * 1024 * 1024;

    /** How long {@link #close()} lets waiting tasks run. */
    public static final Duration DRAIN = Duration.ofSeconds(2);

    /** How often a blocked {@link #post} looks whether the loop is still alive. */
    private static final long RECHECK_MILLIS = 100;

    private static final Log LOG = Log.of("home");

    private final BlockingQueue<Runnable> queue;
    private final Semaphore bytes = new Semaphore(CAPACITY_BYTES);
    /** In the order they are due; a tree, so that a cancelled one of thousands is found at once. */
    private final NavigableSet<Waiting> timers = new TreeSet<>();

    private final Consumer<Throwable> onDeath;
    private final AtomicBoolean deathTold = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "home");
    private final LongAdder waits = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** Zero when idle, else {@link System#nanoTime()} at the start of the task, with the lowest bit set. */
    private volatile long busySince;

    /** Timers made so far. */
    private long timersMade;

    private volatile boolean accepting = true;
    private volatile long drainUntil;

    /**
     * A loop that does not run yet.
     *
     * @param onDeath told once, on the dying thread, when the loop cannot go on; the process should end
     */
    public HomeLoop(Consumer<Throwable> onDeath) {
        this(CAPACITY, onDeath);
    }

    HomeLoop(int capacity, Consumer<Throwable> onDeath) {
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.onDeath = Objects.requireNonNull(onDeath, "onDeath");
        thread.setDaemon(true);
    }

    /** Starts the thread; once. */
    public void start() {
        thread.start();
    }

    /**
     * Adds a task and waits for room when there is none, so that an input which must not lose events is slowed down to
     * what home can take. Waits are counted.
     *
     * @throws RejectedExecutionException when the loop has ended or ends while waiting, when the caller is interrupted
     *     (the flag stays set), and on the home loop itself when the queue is full
     */
    public void post(Runnable task) {
        if (tryPost(task)) {
            return;
        }
        if (onLoop()) {
            throw new RejectedExecutionException("the home loop cannot wait for itself");
        }
        waits.increment();
        try {
            while (accepting) {
                if (queue.offer(task, RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the home loop takes no more tasks");
    }

    /**
     * The same for a task that holds much, and waits too while those that wait hold {@link #CAPACITY_BYTES} together. One that
     * holds more than that by itself waits until no other does.
     *
     * @param held roughly how many bytes it keeps from the garbage collector; zero for what is small
     */
    public void post(int held, Runnable task) {
        int share = Math.min(held, CAPACITY_BYTES);
        if (share == 0) {
            post(task);
            return;
        }
        acquire(share);
        post(() -> {
            try {
                task.run();
            } finally {
                bytes.release(share);
            }
        });
    }

    private void acquire(int share) {
        if (bytes.tryAcquire(share)) {
            return;
        }
        if (onLoop()) {
            throw new RejectedExecutionException("the home loop cannot wait for itself");
        }
        waits.increment();
        try {
            while (accepting) {
                if (bytes.tryAcquire(share, RECHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the home loop takes no more tasks");
    }

    /** Adds a task if there is room; false when the queue is full or the loop has ended. Never waits. */
    public boolean tryPost(Runnable task) {
        return accepting && queue.offer(task);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        checkThread();
        if (timers.size() >= MAX_TIMERS) {
            throw new IllegalStateException("more than " + MAX_TIMERS + " timers on the home loop");
        }
        Waiting waiting = new Waiting(System.nanoTime() + delay.toNanos(), timersMade++, task);
        timers.add(waiting);
        return () -> timers.remove(waiting);
    }

    @Override
    public void checkThread() {
        if (!onLoop()) {
            throw new IllegalStateException("only the home loop may do this, not "
                    + Thread.currentThread().getName());
        }
    }

    /** How long the task of this moment has been running; zero when the loop is idle. */
    public Duration stalledFor() {
        long since = busySince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Whether the thread is there to run tasks. */
    boolean alive() {
        return thread.isAlive();
    }

    /** Tasks waiting now. */
    public int queued() {
        return queue.size();
    }

    /** Posts that had to wait for room, since the start. */
    public long waits() {
        return waits.sum();
    }

    /** Tasks that ended with an exception, since the start. */
    public long failures() {
        return failures.sum();
    }

    /**
     * Takes no more tasks, lets the waiting ones run for at most {@link #DRAIN} and ends the thread; what is left then is
     * dropped and logged. Waits for the end unless called on the loop itself.
     */
    @Override
    public void close() {
        if (accepting) {
            drainUntil = System.nanoTime() + DRAIN.toNanos();
            accepting = false;
            // Wakes a loop that waits for work; one that has no room for this is not waiting.
            boolean ignored = queue.offer(HomeLoop::nothing);
        }
        if (!onLoop()) {
            awaitEnd();
        }
    }

    private boolean onLoop() {
        return Thread.currentThread().equals(thread);
    }

    private static void nothing() {}

    private void awaitEnd() {
        try {
            // A task that outlasts the deadline is interrupted once, and then left behind: the thread is a daemon.
            if (thread.isAlive() && !thread.join(DRAIN.plusMillis(RECHECK_MILLIS))) {
                thread.interrupt();
                thread.join(Duration.ofMillis(RECHECK_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (accepting) {
                Runnable task = next();
                if (task != null) {
                    runOne(task);
                }
            }
            drain();
        } catch (Throwable death) {
            if (deathTold.compareAndSet(false, true)) {
                LOG.error("home_loop_died", death);
                onDeath.accept(death);
            }
        } finally {
            accepting = false;
        }
    }

    /** The next timer that is due, else the next task; null when neither came before a timer is due. */
    private Runnable next() throws InterruptedException {
        if (timers.isEmpty()) {
            return queue.take();
        }
        Waiting first = timers.first();
        long left = first.left();
        if (left <= 0) {
            timers.remove(first);
            return first.task;
        }
        return queue.poll(left, TimeUnit.NANOSECONDS);
    }

    private void drain() {
        Runnable task;
        while ((task = queue.poll()) != null) {
            if (System.nanoTime() - drainUntil > 0) {
                LOG.warn("home_loop_dropped", "tasks", queue.size() + 1);
                return;
            }
            runOne(task);
        }
    }

    private void runOne(Runnable task) {
        busySince = System.nanoTime() | 1;
        try {
            task.run();
        } catch (Exception e) {
            failures.increment();
            LOG.error("home_task_failed", e);
        } finally {
            busySince = 0;
        }
    }

    /** A timer; of those due at the same moment the one made first comes first. */
    private record Waiting(long dueNanos, long number, Runnable task) implements Comparable<Waiting> {

        /** Nanoseconds until it is due. */
        long left() {
            return dueNanos - System.nanoTime();
        }

        @Override
        public int compareTo(Waiting other) {
            long later = dueNanos - other.dueNanos; // by difference, as nanoTime may wrap
            return later == 0 ? Long.compare(number, other.number) : Long.signum(later);
        }
    }
}
