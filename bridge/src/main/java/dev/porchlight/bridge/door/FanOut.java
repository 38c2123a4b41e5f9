package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes one message to many sockets. Nearly all of that time is the kernel's, in one write a socket, so with many sockets
 * helper threads take a part of them while the loop does the rest and then waits. The first broadcast that is large enough
 * starts the helpers; a home with a few boards never has them.
 *
 * <pre>
 *   loop    ──job──▶ claims chunks … none left ──▶ waits until no helper is at work ──▶ sends what the kernel did not take
 *   helper  ──────────▶ claims chunks … none left ──▶ parks
 * </pre>
 *
 * <p>Invariants: between two broadcasts no helper touches a socket; a helper only offers bytes to the kernel, and whatever
 * else has to happen to a socket (queueing, closing, timers) happens on the loop. A helper that gets no processor costs at
 * most the chunk it has claimed.
 */
final class FanOut implements AutoCloseable {

    /** Fewer sockets than this are told sooner than a helper is awake: 128 writes take about a millisecond. */
    static final int WORTH_HELP = 128;

    /** Larger messages are sent by the loop alone. */
    static final int SHORT_BYTES = 1_024;

    private static final int CHUNK = 32;
    private static final int SPINS = 1_000;

    private final int helpers;
    private final Consumer<Throwable> onFailure;
    private final List<Thread> threads = new ArrayList<>(); // loop only, but for close()
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SHORT_BYTES);
    private volatile Job job; // the one that help is wanted for
    private volatile boolean closed;

    /**
     * Makes it; starts nothing.
     *
     * @param threads how many write at once, the loop included; at least 1
     * @param onFailure told what a member throws, by any of the threads
     */
    FanOut(int threads, Consumer<Throwable> onFailure) {
        this.helpers = threads - 1;
        this.onFailure = onFailure;
    }

    /** As {@link DoorLoop#broadcast}. */
    void broadcast(Frame message, int count, DoorLoop.Members members) {
        Job now = new Job(message, count, members);
        boolean helped = helpers > 0 && count >= WORTH_HELP && message.bytes() <= SHORT_BYTES;
        if (helped) {
            job = now;
            wakeHelpers();
        }
        now.work(scratch);
        if (helped) {
            job = null;
            now.awaitHelpers();
        }
        now.sendRests();
    }

    private void wakeHelpers() {
        if (threads.isEmpty()) {
            for (int i = 1; i <= helpers; i++) {
                threads.add(
                        Thread.ofPlatform().daemon().name("door-helper-" + i).start(this::help));
            }
        } else {
            threads.forEach(LockSupport::unpark);
        }
    }

    private void help() {
        ByteBuffer own = ByteBuffer.allocateDirect(SHORT_BYTES);
        while (!closed) {
            Job wanted = job;
            if (wanted == null || !wanted.help(own)) {
                LockSupport.park(this);
            }
        }
    }

    /** Ends the helpers; on the loop, or after its end. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(LockSupport::unpark);
    }

    /** A socket whose kernel buffer took only so many bytes of the message. */
    private record Rest(int index, SocketStage socket, int taken) {}

    /** One broadcast. What is done by several threads at once is guarded by claiming it. */
    private final class Job {

        private final Frame message;
        private final int count;
        private final DoorLoop.Members members;
        private final Thread loop = Thread.currentThread();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger helping = new AtomicInteger();
        private final List<Rest> rests = new ArrayList<>(0); // guarded by itself while helpers are at work

        private Job(Frame message, int count, DoorLoop.Members members) {
            this.message = message;
            this.count = count;
            this.members = members;
        }

        /** On a helper; false when there was nothing left to do. */
        private boolean help(ByteBuffer buffer) {
            helping.incrementAndGet(); // before the claim: a chunk in work is never overlooked
            try {
                return work(buffer);
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

        private void awaitHelpers() {
            for (int spins = 0; helping.get() > 0; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }

        private void sendRests() {
            for (Rest rest : rests) {
                try {
                    rest.socket().sendRest(message, rest.taken());
                    members.sent(rest.index());
                } catch (RuntimeException | Error e) {
                    onFailure.accept(e);
                }
            }
        }
    }
}
