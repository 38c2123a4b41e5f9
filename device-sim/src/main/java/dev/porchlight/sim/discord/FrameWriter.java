package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.Frame;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes one client's frames on a virtual thread of its own, so that a client that does not read holds nobody up.
 *
 * <p>Any thread may offer. With a {@link ZlibStream} text frames leave compressed, as binary ones. Nothing is written
 * after a close frame.
 */
final class FrameWriter implements AutoCloseable {
    private final OutputStream out;
    private final boolean compressed;
    private final BlockingQueue<Frame> queue;
    private final Thread thread;
    private volatile boolean closing;

    FrameWriter(OutputStream out, boolean compressed, int maxFrames) {
        this.out = new BufferedOutputStream(out, 16 * 1024);
        this.compressed = compressed;
        this.queue = new LinkedBlockingQueue<>(maxFrames);
        this.thread = Thread.ofVirtual().name("sim-discord-writer").start(this::run);
    }

    /** Queues a frame; false when too many wait already. */
    boolean offer(Frame frame) {
        return closing || queue.offer(frame);
    }

    /** The last frame: what is queued goes out before it, nothing after. */
    void closeWith(Frame close) {
        if (!closing && queue.offer(close)) {
            closing = true;
        }
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
            Frame frame;
            do {
                frame = queue.take();
                boolean compress = compressed && frame.opcode() == Frame.TEXT;
                out.write((compress ? Frame.binary(zlib.compress(frame.payload())) : frame).unmasked());
                if (queue.isEmpty()) {
                    out.flush();
                }
            } while (frame.opcode() != Frame.CLOSE);
        } catch (IOException | InterruptedException e) {
            // The client is gone; the reading side notices and tidies up.
        }
    }
}
