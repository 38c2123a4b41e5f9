package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
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

    private static final Log LOG = Log.of("door");
    private static final int READ_BUFFER_BYTES = 16 * 1024;
    private static final int TASKS_PER_TURN = 1_024; // tasks that post tasks must not keep sockets waiting

    private final Selector selector;
    private final Wheel wheel = new Wheel(System.nanoTime(), this::survived);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Consumer<SelectionKey> handle = this::handle; // one for all turns
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final DoorCounts counts;
    private final Consumer<Throwable> onDeath;
    private final FanOut fanOut;
    private final Thread thread;
    private volatile long busySince;
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
        if (tasks.isEmpty()) {
            selector.select(handle, wheel.waitMillis(System.nanoTime()));
        } else {
            selector.selectNow(handle);
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
        wheel.advance(System.nanoTime());
        busySince = 0;
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
