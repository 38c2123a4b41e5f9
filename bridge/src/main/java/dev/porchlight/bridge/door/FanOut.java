package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes one message to many sockets. Nearly all of that time is the kernel's, in one write a socket, so with many sockets
 * helper threads take a part of them while the loop does the rest and then waits. The first broadcast that is large enough
 * starts the helpers; a home with a few boards never has them. A broadcast allocates nothing.
 *
 * <pre>
 *   loop    ──open──▶ claims chunks … none left ──close──▶ waits until no helper is at work ──▶ sends what the kernel did not take
 *   helper  ────────▶ claims chunks … none left ──▶ parks
 * </pre>
 *
 * <p>Invariants: between two broadcasts no helper touches a socket; a helper only offers bytes to the kernel, and whatever
 * else has to happen to a socket (queueing, closing, timers) happens on the loop. A helper that gets no processor costs at
 * most the chunk it has claimed.
 *
 * <p>What a broadcast is about stands in fields, which the loop changes only while it is not open and no helper is at work;
 * a helper looks at them only when it found it open after it had said that it is at work.
 */
final class FanOut implements AutoCloseable {

    private static final Log LOG = Log.of("door");

    /** Fewer sockets than this are told sooner than a helper is awake: 128 writes take about a millisecond. */
    static final int WORTH_HELP = 128;

    /** Larger messages are sent by the loop alone. */
    static final int SHORT_BYTES = 1_024;

    private static final int CHUNK = 32;
    private static final int SPINS = 1_000;

    private final int helpers;
    private final Consumer<Throwable> onFailure;
    private final ThreadFactory factory;
    private final List<Thread> threads = new ArrayList<>(); // loop only, but for close()
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SHORT_BYTES);
    private final AtomicInteger next = new AtomicInteger(); // the first member nobody has claimed
    private final AtomicInteger helping = new AtomicInteger(); // helpers at work
    private final List<Rest> rests = new ArrayList<>(0); // guarded by itself while helpers are at work
    private boolean alone; // loop only
    private Thread loop;
    private Frame message;
    private int count;
    private DoorLoop.Members members;
    private volatile boolean open; // help is wanted
    private volatile boolean closed;

    /**
     * Makes it; starts nothing.
     *
     * @param threads how many write at once, the loop included; at least 1
     * @param onFailure told what a member throws, by any of the threads
     */
    FanOut(int threads, Consumer<Throwable> onFailure) {
        this(
                threads,
                onFailure,
                Thread.ofPlatform().daemon().name("door-helper-", 1).factory());
    }

    FanOut(int threads, Consumer<Throwable> onFailure, ThreadFactory factory) {
        this.helpers = threads - 1;
        this.factory = factory;
        this.onFailure = onFailure;
    }

    /** As {@link DoorLoop#broadcast}. */
    void broadcast(Frame to, int many, DoorLoop.Members whom) {
        loop = Thread.currentThread();
        message = to;
        count = many;
        members = whom;
        next.set(0);
        if (helpers > 0 && many >= WORTH_HELP && to.bytes() <= SHORT_BYTES) {
            open = true;
            try {
                wakeHelpers();
                work(scratch);
            } finally {
                open = false;
                awaitHelpers();
            }
        } else {
            work(scratch);
        }
        if (!rests.isEmpty()) {
            sendRests();
        }
    }

    private void wakeHelpers() {
        if (threads.isEmpty() && !alone) {
            startHelpers();
        } else {
            for (int i = 0; i < threads.size(); i++) {
                LockSupport.unpark(threads.get(i));
            }
        }
    }

    /** Where the system has no thread for it, the loop does all by itself from then on. */
    private void startHelpers() {
        try {
            for (int i = 1; i <= helpers; i++) {
                Thread helper = factory.newThread(this::help);
                helper.start();
                threads.add(helper);
            }
        } catch (OutOfMemoryError e) {
            alone = true;
            LOG.warn("door_without_helpers", "threads", threads.size(), "reason", e.getMessage());
        }
    }

    private void awaitHelpers() {
        for (int spins = 0; helping.get() > 0; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void help() {
        ByteBuffer own = ByteBuffer.allocateDirect(SHORT_BYTES);
        while (!closed) {
            if (!helpOnce(own)) {
                LockSupport.park(this);
            }
        }
    }

    /** On a helper; false when there was nothing left to do. */
    private boolean helpOnce(ByteBuffer own) {
        if (!open) {
            return false;
        }
        helping.incrementAndGet(); // before it looks again: from here on the loop does not begin another broadcast
        try {
            return open && work(own);
        } finally {
            if (helping.decrementAndGet() == 0) {
                LockSupport.unpark(loop);
            }
        }
    }

    private boolean work(ByteBuffer buffer) {
        boolean fits = message.bytes() <= buffer.capacity();
        if (fits) {
            message.copyTo(buffer.clear());
            buffer.flip();
        }
        boolean worked = false;
        for (int from = next.getAndAdd(CHUNK); from < count; from = next.getAndAdd(CHUNK)) {
            worked = true;
            int to = Math.min(count, from + CHUNK);
            for (int i = from; i < to; i++) {
                offer(i, fits ? buffer : null);
            }
        }
        return worked;
    }

    private void offer(int index, ByteBuffer whole) {
        try {
            SocketStage socket = (SocketStage) members.recipient(index);
            if (socket == null) {
                return;
            }
            int taken = whole == null ? 0 : socket.offer(whole.rewind());
            if (taken == message.bytes()) {
                members.sent(index);
            } else {
                synchronized (rests) {
                    rests.add(new Rest(index, socket, taken));
                }
            }
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    /** A socket whose kernel buffer took only so many bytes of the message. */
    private record Rest(int index, SocketStage socket, int taken) {}

    private void sendRests() {
        for (Rest rest : rests) {
            try {
                rest.socket().sendRest(message, rest.taken());
                members.sent(rest.index());
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
            }
        }
        rests.clear();
    }

    /** Ends the helpers; on the loop, or after its end. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(LockSupport::unpark);
    }
}
