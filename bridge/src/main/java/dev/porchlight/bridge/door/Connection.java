package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One accepted socket: reads for its stage, keeps what the kernel did not take, and ends itself at its deadline. Door loop
 * only.
 *
 * <pre>
 *            accept
 *              │
 *   ┌──────▶ HTTP ───upgrade──▶ WebSocket ──close──▶ Linger ──▶ gone
 *   │          │ │                                     ▲
 *   └─answered─┘ └────refused, or answered for good────┘
 * </pre>
 *
 * <p>Invariants: a connection that is open always has a deadline armed, its stage's or the time in which the peer must
 * take what was written. A write never calls back: what it finds out about the peer is told by a task of its own,
 * after the caller has returned.
 */
final class Connection extends Wheel.Timer implements Loop.Ready, Budget.Account {

    private static final Log LOG = Log.of("door");

    private final Acceptor acceptor;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetAddress peer;
    private InetAddress forwardedClient; // who a proxy speaks for here and who is counted for it; else null
    private Outbox outbox; // null while the kernel takes everything
    private Stage stage;
    private int held; // bytes, of the budget
    private boolean known;
    private boolean open = true;
    private boolean broken; // a write failed; close() is on its way
    private boolean closeWhenDrained;
    private boolean prepaid; // what waits to be written is in another account

    Connection(Acceptor acceptor, SocketChannel channel, InetAddress peer) throws IOException {
        this.acceptor = acceptor;
        this.channel = channel;
        this.peer = peer;
        this.key = channel.register(loop().selector(), 0, this);
        budget().opened();
    }

    Wiring wiring() {
        return acceptor.wiring();
    }

    private Loop loop() {
        return wiring().loop();
    }

    /** Takes up the first stage or moves on to the next one, which sets its deadline at once. */
    void enter(Stage next) {
        stage = next;
        updateInterest();
    }

    InetAddress peer() {
        return peer;
    }

    /** The client counted for this connection that came by a proxy, or null. */
    InetAddress forwardedClient() {
        return forwardedClient;
    }

    void forwardedClient(InetAddress client) {
        forwardedClient = client;
    }

    @Override
    public Budget budget() {
        return wiring().budget();
    }

    @Override
    public int held() {
        return held;
    }

    @Override
    public void held(int bytes) {
        held = bytes;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    /** The peer is known: it may use the part of the budget that strangers may not. */
    void known() {
        known = true;
    }

    @Override
    public boolean isClosed() {
        return !open;
    }

    /** Whether a message of so many bytes may be written, even if the kernel took none of it. */
    boolean hasRoomFor(int bytes) {
        return fits(bytes + (long) Outbox.BUFFER_COST_BYTES);
    }

    /** From now on somebody else accounts for what is written, or not any more. */
    void prepaid(boolean yes) {
        prepaid = yes;
    }

    boolean isOpen() {
        return open && !broken;
    }

    /** Sets when {@link Stage#overdue} is called, in place of any earlier time. */
    void deadline(Duration delay) {
        deadline(System.nanoTime(), delay.toNanos(), 1);
    }

    /** As {@link Wheel#arm(Wheel.Timer, long, long, long)}. */
    void deadline(long now, long delayNanos, long slackNanos) {
        if (open) {
            loop().wheel().arm(this, now, delayNanos, slackNanos);
        }
    }

    @Override
    void fire(long now) {
        try {
            stage.overdue(now);
        } finally {
            if (open && !armed()) {
                close("no_deadline"); // a stage that forgot its deadline must not live for ever
            }
        }
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        if (open && ready.isReadable()) {
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
        if (appetite > 0) {
            ByteBuffer buffer = loop().readBuffer().clear();
            buffer.limit(Math.min(appetite, buffer.capacity()));
            int read = channel.read(buffer);
            if (read < 0) {
                stage.ended();
            } else if (read > 0) {
                stage.bytes(buffer.flip());
            }
        }
        updateInterest();
    }

    /**
     * Writes what the kernel takes at once and keeps the rest, in order. The buffers are the connection's from now on,
     * their bytes are not.
     */
    void write(ByteBuffer... parts) {
        if (!isOpen()) {
            return;
        }
        if (outbox != null) {
            outbox.add(parts);
            accountForOutbox();
            return;
        }
        try {
            while (Outbox.offer(channel, parts) == Outbox.SLICE_BYTES) {
                // the kernel took a whole slice: it may take another
            }
        } catch (IOException e) {
            broken = true;
            loop().execute(() -> close("peer_lost"));
            return;
        }
        outbox = Outbox.restOf(parts);
        if (outbox != null) {
            accountForOutbox();
            updateInterest();
        }
    }

    /**
     * Offers a message to the kernel and changes nothing here: what it did not take has to be written on the loop. The one
     * method that a helper of {@link FanOut} calls, while the loop waits.
     *
     * @return how many bytes the kernel took; 0 as well when the peer is gone, which the next write will find out
     */
    int offer(ByteBuffer message) {
        if (!isOpen() || outbox != null) {
            return 0;
        }
        try {
            return channel.write(message);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Brings the account up to what waits to be written now. */
    private void accountForOutbox() {
        if (!prepaid) {
            take(outbox.owed());
        }
    }

    private void flush() throws IOException {
        if (outbox == null) {
            return;
        }
        outbox.drainTo(channel);
        accountForOutbox();
        if (!outbox.isEmpty()) {
            return;
        }
        outbox = null;
        if (closeWhenDrained) {
            close("closed");
            return;
        }
        updateInterest();
        stage.drained();
    }

    /** Whether the kernel has not taken everything. */
    boolean full() {
        return outbox != null;
    }

    /** What waits behind the message in flight, in bytes. */
    long waiting() {
        return outbox == null ? 0 : outbox.waiting();
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
            LOG.debug("kernel_buffer_not_set", "reason", e.getMessage()); // a dead peer: the next write will tell
        }
    }

    /** The program stops. */
    void stopping() {
        loop().guarded(stage::stopping);
    }

    /** Tells the peer that nothing more comes, while still reading. */
    void shutdownOutput() {
        if (!isOpen()) {
            return;
        }
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
        int interest = (stage.appetite() > 0 && !closeWhenDrained ? SelectionKey.OP_READ : 0)
                | (full() ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** Ends the connection now. The second and later calls do nothing. */
    void close(String reason) {
        if (!open) {
            return;
        }
        settle();
        open = false;
        outbox = null;
        loop().wheel().cancel(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("close_failed", "reason", e.getMessage());
        }
        acceptor.release(this);
        loop().guarded(() -> stage.closed(reason));
    }
}
