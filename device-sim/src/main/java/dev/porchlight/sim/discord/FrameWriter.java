package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.Frame;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes one client's frames on a virtual thread of its own, so that a client that does not read holds nobody up. Here the
 * line is made slow, cut or corrupt, when {@link GatewayFaults} says so.
 *
 * <p>Any thread may offer. Invariant: what waits here has no more frames and no more bytes than allowed, but for one
 * frame alone, which may have any length. With a {@link ZlibStream} text frames leave compressed, as binary ones. Nothing is written
 * after a close frame.
 */
final class FrameWriter implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final int SLICES_PER_SECOND = 50;

    private record Outgoing(Frame frame, boolean dispatch, long queuedAt) {}

    private final OutputStream out;
    private final boolean compressed;
    private final GatewayFaults faults;
    private final Line line;
    private final BlockingQueue<Outgoing> queue;
    private final long maxBytes;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean frozen;

    FrameWriter(OutputStream out, boolean compressed, Options options, GatewayFaults faults, Line line) {
        this.out = new BufferedOutputStream(out, 16 * 1024);
        this.compressed = compressed;
        this.faults = faults;
        this.line = line;
        this.queue = new LinkedBlockingQueue<>(options.outgoingFrames());
        this.maxBytes = options.outgoingBytes();
        this.thread = Thread.ofVirtual().name("sim-discord-writer").start(this::run);
    }

    /** Queues a frame; false when too many wait already. */
    boolean offer(Frame frame) {
        return offer(frame, false);
    }

    /** Queues an op 0, which is what a fault may break off in the middle. */
    boolean offerDispatch(Frame frame) {
        return offer(frame, true);
    }

    private boolean offer(Frame frame, boolean dispatch) {
        if (closing || frozen) {
            return true;
        }
        int bytes = frame.payload().length;
        long before = waitingBytes.getAndAdd(bytes);
        return (before == 0 || before + bytes <= maxBytes)
                && queue.offer(new Outgoing(frame, dispatch, System.nanoTime()));
    }

    /** The last frame: what is queued goes out before it, nothing after. */
    void closeWith(Frame close) {
        if (!closing && offer(close, false)) {
            closing = true;
        }
    }

    /** From here on nothing leaves any more. */
    void freeze() {
        frozen = true;
    }

    void awaitClosed(Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try (ZlibStream zlib = new ZlibStream()) {
            Outgoing next;
            do {
                next = queue.take();
                awaitDue(next);
                byte[] bytes = encode(next.frame(), zlib);
                if (next.dispatch() && faults.cutsThisFrame()) {
                    write(Arrays.copyOf(bytes, bytes.length / 2));
                    out.flush();
                    line.cut();
                    return;
                }
                write(bytes);
                waitingBytes.addAndGet(-next.frame().payload().length);
                if (queue.isEmpty() && !frozen) {
                    out.flush();
                }
            } while (next.frame().opcode() != Frame.CLOSE);
        } catch (IOException | InterruptedException e) {
            // The client is gone; the reading side notices and tidies up.
        }
    }

    private byte[] encode(Frame frame, ZlibStream zlib) {
        if (!compressed || frame.opcode() != Frame.TEXT) {
            return frame.unmasked();
        }
        byte[] deflated = zlib.compress(frame.payload());
        if (faults.corruptsThisFrame()) {
            // Block type 3 does not exist in deflate; the end of the message stays, so that it is taken for one.
            Arrays.fill(deflated, 0, deflated.length - ZlibStream.SUFFIX_BYTES, (byte) 0xFF);
        }
        return Frame.binary(deflated).unmasked();
    }

    /** Waits in glances, so that a latency that is taken back is over at once. */
    private void awaitDue(Outgoing next) throws IOException {
        long left = next.queuedAt() + faults.latency().toNanos() - System.nanoTime();
        if (left > 0) {
            out.flush();
        }
        while (left > 0) {
            pause(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
            left = next.queuedAt() + faults.latency().toNanos() - System.nanoTime();
        }
    }

    private void write(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length && !frozen) {
            int rate = faults.bytesPerSecond();
            boolean slow = rate != GatewayFaults.FULL_SPEED;
            int n = slow ? Math.min(bytes.length - from, Math.max(1, rate / SLICES_PER_SECOND)) : bytes.length - from;
            out.write(bytes, from, n);
            from += n;
            if (slow) {
                out.flush();
                pause(Duration.ofNanos(n * 1_000_000_000L / rate));
            }
        }
    }

    private void pause(Duration time) throws IOException {
        if (!line.stillOpenAfter(time)) {
            throw new IOException("cut while it was slow");
        }
    }
}
