package dev.porchlight.sim.boards;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of all boards: sockets, timers, and what other threads ask for.
 *
 * <p>Invariant: a {@link BoardLink} is touched by this thread only. A link that fails loses its socket; the loop goes on.
 */
final class BoardLoop implements AutoCloseable {
    private static final int READ_BYTES = 64 * 1024;
    private static final long JOIN_MS = 1_000;
    private static final long CALL_CHECK_MS = 50;

    private final BoardTime time;
    private final Selector selector;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final NavigableSet<BoardLink> alarms = new TreeSet<>(BoardLink.BY_ALARM);
    private final ByteBuffer shared = ByteBuffer.allocateDirect(READ_BYTES);
    private final Thread thread = new Thread(this::run, "sim-boards");
    private volatile boolean closed;

    BoardLoop(BoardTime time) throws IOException {
        this.time = time;
        this.selector = Selector.open();
        thread.setDaemon(true);
    }

    BoardTime time() {
        return time;
    }

    void start() {
        thread.start();
    }

    /** From any thread: runs the task on the loop. After the loop has ended it does nothing. */
    void post(Runnable task) {
        if (!closed) {
            posted.add(task);
            selector.wakeup();
        }
    }

    /** From any thread: returns once the task has been done, or at once when the loop has ended. */
    void call(Runnable task) {
        if (thread.equals(Thread.currentThread())) {
            task.run();
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        post(() -> {
            task.run();
            done.countDown();
        });
        try {
            while (!done.await(CALL_CHECK_MS, TimeUnit.MILLISECONDS) && thread.isAlive()) {
                // Only a loop that has ended leaves a task undone.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    SelectionKey register(SocketChannel channel, int operations, Selected owner) throws IOException {
        return channel.register(selector, operations, owner);
    }

    /** Has {@link BoardLink#onAlarm} called at the link's alarm, once. */
    void addAlarm(BoardLink link) {
        alarms.add(link);
    }

    /** To be called before a link changes its alarm, by which it is filed. */
    void removeAlarm(BoardLink link) {
        alarms.remove(link);
    }

    /** Empty and large enough for the longest frame; for use until the caller returns to the loop. */
    ByteBuffer sharedBuffer() {
        return shared.clear();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready, waitMs());
                for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
                    task.run();
                }
                ring();
            }
        } catch (IOException | ClosedSelectorException e) {
            throw new IllegalStateException("the boards' selector failed", e);
        } finally {
            closeAll();
        }
    }

    private void ready(SelectionKey key) {
        ((Selected) key.attachment()).onReady();
    }

    private void ring() {
        long now = time.nanos();
        while (!alarms.isEmpty() && alarms.first().alarm() - now <= 0) {
            alarms.pollFirst().onAlarm();
        }
    }

    /** From any thread: moves time kept by hand, alarm by alarm, so that each rings at its own time. */
    void advance(long nanos) {
        call(() -> {
            long target = time.nanos() + nanos;
            while (!alarms.isEmpty() && alarms.first().alarm() <= target) {
                time.moveTo(alarms.first().alarm());
                ring();
            }
            time.moveTo(target);
        });
    }

    /** Up to the next alarm, rounded up; 0 waits for ever, which is right with no alarm and when time is moved by hand. */
    private long waitMs() {
        if (alarms.isEmpty() || time.isByHand()) {
            return 0;
        }
        long nanos = alarms.first().alarm() - time.nanos();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }

    private void closeAll() {
        List.copyOf(selector.keys()).forEach(key -> ((Selected) key.attachment()).close());
        try {
            selector.close();
        } catch (IOException e) {
            // The thread ends, and with it the selector's use.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            if (!thread.equals(Thread.currentThread())) {
                thread.join(JOIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
