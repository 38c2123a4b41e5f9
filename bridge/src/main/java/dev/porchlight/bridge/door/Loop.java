package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The one thread that owns every socket of the door: it waits in select, and nowhere else.
 *
 * <p>A key's handler that throws costs that socket; a task or timer that throws costs itself; all are logged and counted.
 * What escapes even this ends the loop and is told to {@code onDeath}, once: a deaf door must not look alive.
 *
 * <p>Tasks from other threads are bounded by their senders: one a running HTTP exchange, one a signal that changed.
 */
final class Loop implements Runnable, DoorLoop {

    /** Who is called when a key is ready. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;

        /** Called when {@link #ready} threw. */
        void failed(Throwable failure);
    }

    /** A task and its time, as {@link System#nanoTime()} tells it. */
    private record Later(long due, Runnable task) {}

    private static final Log LOG = Log.of("door");
    private static final int READ_BUFFER_BYTES = 16 * 1024;
    private static final int TASKS_PER_TURN = 1_024; // tasks that post tasks must not keep sockets waiting

    private static final long NOT = -1; // milliseconds that select may wait: it may not

    private final Selector selector;
    private final Wheel wheel = new Wheel(System.nanoTime(), this::survived);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(task -> task.due));
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Consumer<SelectionKey> handle = this::handle; // one for all turns
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final DoorCounts counts;
    private final Consumer<Throwable> onDeath;
    private final FanOut fanOut;
    private final Thread thread;
    private volatile long busySince;
    private long turnAt = System.nanoTime(); // when the tasks for this time were looked at
    private boolean running = true;

    /** @param fanOutThreads how many write a message to many sockets, this one included */
    Loop(DoorCounts counts, int fanOutThreads, Consumer<Throwable> onDeath) throws IOException {
        this.selector = Selector.open();
        this.fanOut = new FanOut(fanOutThreads, this::survived);
        this.counts = counts;
        this.onDeath = onDeath;
        this.thread = new Thread(this, "door");
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (running) {
                turn();
            }
        } catch (Throwable death) {
            try {
                LOG.error("door_loop_died", death);
            } finally {
                onDeath.accept(death); // even when there is no memory left to log with
            }
        } finally {
            closeQuietly();
        }
    }

    private void turn() throws IOException {
        long wait = tasks.isEmpty() ? waitMillis(System.nanoTime()) : NOT;
        if (wait == NOT) {
            selector.selectNow(handle);
        } else {
            selector.select(handle, wait);
        }
        busy();
        counts.turns.increment();
        woken.set(false); // before the tasks are looked at: who adds one from here on wakes the next select
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                break;
            }
            guarded(task);
        }
        runDue(System.nanoTime());
        wheel.advance(System.nanoTime());
        busySince = 0;
    }

    /** How long select may wait: 0 for ever, {@value #NOT} not at all. */
    private long waitMillis(long now) {
        long wheels = wheel.waitMillis(now);
        if (later.isEmpty()) {
            return wheels;
        }
        long nanos = later.peek().due - now;
        if (nanos <= 0) {
            return NOT;
        }
        long millis = (nanos + 999_999) / 1_000_000;
        return wheels == 0 ? millis : Math.min(wheels, millis);
    }

    private void runDue(long now) {
        turnAt = now;
        while (!later.isEmpty() && later.peek().due - now <= 0) {
            guarded(later.poll().task);
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        long due = System.nanoTime() + delay.toNanos();
        later.add(new Later(Math.max(due, turnAt + 1), task)); // never in the turn that is running
    }

    private void busy() {
        if (busySince == 0) {
            busySince = System.nanoTime() | 1; // never 0, which means idle
        }
    }

    /** Within select: no set of the ready keys is made. */
    private void handle(SelectionKey key) {
        busy();
        Ready target = (Ready) key.attachment();
        try {
            if (key.isValid()) {
                target.ready(key);
            }
        } catch (IOException | RuntimeException | Error e) {
            guarded(() -> target.failed(e));
        }
    }

    /** Runs a task so that nothing it throws reaches the loop. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            survived(e);
        }
    }

    private void survived(Throwable failure) {
        counts.handlerErrors.increment();
        LOG.error("door_task_failed", failure);
    }

    @Override
    public void broadcast(Frame message, int count, Members members) {
        fanOut.broadcast(message, count, members);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (!thread.equals(Thread.currentThread()) && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends the loop after the tasks posted before. */
    void stop() {
        execute(() -> running = false);
    }

    /** Waits for the thread to end. */
    boolean join(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    /** How long the turn now running has taken, in nanoseconds; 0 when the loop waits for work. From any thread. */
    long busyNanos() {
        long since = busySince;
        return since == 0 ? 0 : Math.max(0, System.nanoTime() - since);
    }

    Selector selector() {
        return selector;
    }

    Wheel wheel() {
        return wheel;
    }

    /** One buffer for all reads: its content is gone at the next read. */
    ByteBuffer readBuffer() {
        return readBuffer;
    }

    private void closeQuietly() {
        fanOut.close();
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("door_close_failed", "reason", e.getMessage());
        }
    }
}
