package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;

/**
 * One accepted socket: reads for its stage, keeps what the kernel did not take, and ends itself at its deadline. Door loop
 * only.
 *
 * <pre>
 *            accept
 *              │
 *   ┌──────▶ HTTP ───upgrade──▶ WebSocket ──close──▶ gone
 *   │          │ │
 *   └─answered─┘ └─refused──▶ Linger ──────────────▶ gone
 * </pre>
 *
 * <p>Invariant: a connection that is open always has a deadline armed, either its stage's or the time in which the peer
 * must take what was written.
 */
final class Connection extends Wheel.Timer implements Loop.Ready {

    private static final Log LOG = Log.of("door");
    private static final int GATHER = 16;

    private final Loop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetAddress peer;
    private final Runnable onClosed;
    private ArrayDeque<ByteBuffer> waiting; // only while the kernel is behind
    private int waitingBytes;
    private Stage stage;
    private boolean open = true;
    private boolean closeWhenDrained;

    Connection(Loop loop, SocketChannel channel, InetAddress peer, Runnable onClosed) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.peer = peer;
        this.onClosed = onClosed;
        this.key = channel.register(loop.selector(), 0, this);
    }

    /** Takes up the first stage or moves on to the next one. */
    void enter(Stage next) {
        stage = next;
        updateInterest();
    }

    InetAddress peer() {
        return peer;
    }

    Loop loop() {
        return loop;
    }

    boolean isOpen() {
        return open;
    }

    /** Bytes written here that the kernel has not taken. */
    int waitingBytes() {
        return waitingBytes;
    }

    /** Sets when {@link Stage#overdue} is called, in place of any earlier time. */
    void deadline(Duration delay) {
        if (open) {
            loop.wheel().arm(this, System.nanoTime(), delay.toNanos());
        }
    }

    @Override
    void fire(long now) {
        loop.guarded(() -> stage.overdue(now));
        if (open && !armed()) {
            close("no_deadline"); // a stage that forgot its deadline must not live for ever
        }
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        if (open && ready.isValid() && ready.isReadable()) {
            read();
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (failure instanceof IOException) {
            close("peer_lost");
        } else {
            LOG.error("connection_failed", failure, "peer", peer.getHostAddress());
            close("internal_error");
        }
    }

    private void read() throws IOException {
        int appetite = stage.appetite();
        if (appetite == 0) {
            updateInterest();
            return;
        }
        ByteBuffer buffer = loop.readBuffer();
        buffer.clear().limit(Math.min(appetite, buffer.capacity()));
        int read = channel.read(buffer);
        if (read < 0) {
            stage.ended();
        } else if (read > 0) {
            stage.bytes(buffer.flip());
        }
        updateInterest();
    }

    /** Writes what the kernel takes at once and keeps the rest, in order. The buffers are read, never changed. */
    void write(ByteBuffer... parts) {
        if (!open) {
            return;
        }
        if (!full()) {
            try {
                channel.write(parts);
            } catch (IOException e) {
                close("peer_lost");
                return;
            }
        }
        for (ByteBuffer part : parts) {
            if (part.hasRemaining()) {
                keep(part);
            }
        }
    }

    private void keep(ByteBuffer bytes) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(bytes);
        waitingBytes += bytes.remaining();
        updateInterest();
    }

    private void flush() throws IOException {
        while (waiting != null && !waiting.isEmpty()) {
            ByteBuffer[] some = waiting.stream().limit(GATHER).toArray(ByteBuffer[]::new);
            long written = channel.write(some);
            waitingBytes -= (int) written;
            while (!waiting.isEmpty() && !waiting.peek().hasRemaining()) {
                waiting.remove();
            }
            if (written == 0) {
                return;
            }
        }
        waiting = null;
        if (closeWhenDrained) {
            close("closed");
            return;
        }
        updateInterest();
        stage.drained();
    }

    boolean full() {
        return waitingBytes > 0;
    }

    /** Closes once everything written is with the kernel, or at the deadline. */
    void closeWhenDrained() {
        closeWhenDrained = true;
        if (!full()) {
            close("closed");
        }
    }

    /** Sets SO_SNDBUF. */
    void kernelBuffer(int bytes) {
        try {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
        } catch (IOException e) {
            close("peer_lost");
        }
    }

    /** The program stops. */
    void stopping() {
        loop.guarded(stage::stopping);
    }

    /** Tells the peer that nothing more comes, while still reading. */
    void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            close("peer_lost");
        }
    }

    /** Recomputes what to wait for; called by a stage when its appetite changes. */
    void updateInterest() {
        if (!open) {
            return;
        }
        int interest = (stage.appetite() > 0 ? SelectionKey.OP_READ : 0) | (full() ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Ends the connection now. The second and later calls do nothing. */
    void close(String reason) {
        if (!open) {
            return;
        }
        open = false;
        waiting = null;
        waitingBytes = 0;
        loop.wheel().cancel(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("close_failed", "reason", e.getMessage());
        }
        onClosed.run();
        loop.guarded(() -> stage.closed(reason));
    }
}
