package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.java_websocket.framing.Framedata;

/**
 * The WebSocket half of a connection: whole frames to messages, pings, the closing handshake. Door loop only.
 *
 * <pre>
 *   OPEN ──close() or peer's close──▶ CLOSING ──peer's close, or lingerTime──▶ gone
 *    │
 *    └──protocol violation──▶ a close frame, then LingerStage ──▶ gone
 * </pre>
 *
 * <p>Invariant: what is held of an unfinished frame or message never exceeds the socket's message cap plus one header.
 */
final class SocketStage implements Stage, Socket {

    private static final Log LOG = Log.of("door");
    private static final int READ_BYTES = 16 * 1024;
    private static final byte[] NOTHING = {};
    private static final Frame PING = Frame.of(Frame.OP_PING, ByteBuffer.allocate(0));

    private final Wiring wiring;
    private final Connection connection;
    private final SocketLimits limits;
    private final InetAddress client;
    private final SocketHandler handler;
    private final EndpointTimer timer = new EndpointTimer();
    private final MessageAssembler assembler;
    private byte[] partial = NOTHING; // an unfinished frame
    private long nextPing;
    private long fullSince; // 0 while the kernel takes everything
    private int unansweredPings;
    private boolean deaf;
    private boolean closing;
    private boolean gone;

    private SocketStage(
            Wiring wiring, Connection connection, SocketLimits limits, InetAddress client, SocketHandler handler) {
        this.wiring = wiring;
        this.connection = connection;
        this.limits = limits;
        this.client = client;
        this.handler = handler;
        this.assembler = new MessageAssembler(limits.messageBytes());
    }

    /** The 101 has been written; {@code early} is what the peer sent right behind its handshake. */
    static void enter(
            Wiring wiring,
            Connection connection,
            SocketLimits limits,
            InetAddress client,
            SocketHandler handler,
            byte[] early) {
        SocketStage stage = new SocketStage(wiring, connection, limits, client, handler);
        connection.enter(stage);
        // Boards that came at once after a restart need not be pinged at once for ever.
        long every = limits.pingEvery().toNanos();
        stage.nextPing =
                System.nanoTime() + every / 2 + ThreadLocalRandom.current().nextLong(every / 2 + 1);
        stage.armDeadline();
        stage.call(() -> handler.opened(stage));
        if (early.length > 0 && connection.isOpen()) {
            stage.bytes(ByteBuffer.wrap(early));
        }
    }

    @Override
    public int appetite() {
        return READ_BYTES;
    }

    @Override
    public void bytes(ByteBuffer in) {
        ByteBuffer frames = in;
        if (partial.length > 0) {
            byte[] joined = Arrays.copyOf(partial, partial.length + in.remaining());
            in.get(joined, partial.length, in.remaining());
            frames = ByteBuffer.wrap(joined);
        }
        try {
            while (!gone && frames.hasRemaining()) {
                int length = FrameScanner.frameLength(frames, assembler.room());
                if (length < 0 || length > frames.remaining()) {
                    break;
                }
                ByteBuffer frame = frames.slice(frames.position(), length);
                frames.position(frames.position() + length);
                take(wiring.codec().decode(frame));
            }
            keepPartial(frames);
        } catch (ProtocolViolation violation) {
            LOG.debug("socket_violation", "client", client.getHostAddress(), "reason", violation.getMessage());
            violated(violation.closeCode());
        }
    }

    private void keepPartial(ByteBuffer rest) {
        if (gone || !rest.hasRemaining()) {
            partial = NOTHING;
            return;
        }
        byte[] keep = new byte[rest.remaining()];
        rest.get(keep);
        partial = keep;
    }

    private void take(Framedata frame) throws ProtocolViolation {
        unansweredPings = 0; // whoever speaks is alive
        switch (frame.getOpcode()) {
            case PING -> reply(Frame.of(Frame.OP_PONG, frame.getPayloadData()));
            case PONG -> {}
            case CLOSING -> peerCloses(frame.getPayloadData());
            case TEXT, BINARY, CONTINUOUS -> {
                if (assembler.add(frame) && !deaf && !closing) {
                    deliver();
                } else if (assembler.complete()) {
                    assembler.clear();
                }
            }
        }
    }

    private void deliver() throws ProtocolViolation {
        if (assembler.isText()) {
            String text = assembler.takeText();
            call(() -> handler.text(this, text));
        } else {
            ByteBuffer bytes = assembler.takeBytes();
            call(() -> handler.binary(this, bytes));
        }
    }

    private void reply(Frame frame) {
        if (!closing) {
            send(frame);
        }
    }

    /** RFC 6455 §5.5.1: echo the code, then the server is the one to close the TCP connection (§7.1.1). */
    private void peerCloses(ByteBuffer payload) {
        if (!closing) {
            int code = payload.remaining() >= 2 ? payload.getShort(payload.position()) & 0xFFFF : CloseCode.NO_STATUS;
            connection.write(Frame.close(code).buffers());
        }
        leave("peer_closed");
    }

    private void violated(int code) {
        if (!closing) {
            connection.write(Frame.close(code).buffers());
        }
        leave("protocol_error");
    }

    /** Ends this stage: the handler hears of it now, the peer gets the rest of what was written. */
    private void leave(String reason) {
        if (gone) {
            return;
        }
        farewell(reason);
        if (connection.isOpen()) {
            LingerStage.enter(connection, wiring.limits().lingerTime());
        }
    }

    private void farewell(String reason) {
        gone = true;
        partial = NOTHING;
        wiring.loop().wheel().cancel(timer);
        wiring.loop().guarded(() -> handler.closed(this, reason));
    }

    private void call(Runnable handlerCall) {
        if (gone) {
            return;
        }
        try {
            handlerCall.run();
        } catch (RuntimeException | Error e) {
            wiring.counts().handlerErrors.increment();
            LOG.error("socket_handler_failed", e, "client", client.getHostAddress());
            close(CloseCode.INTERNAL_ERROR);
        }
    }

    @Override
    public void send(Frame frame) {
        if (gone || closing) {
            return;
        }
        if (connection.full() && connection.waitingBytes() + frame.bytes() > limits.queuedBytes()) {
            close(CloseCode.TRY_AGAIN_LATER);
            return;
        }
        connection.write(frame.buffers());
        noteFull();
    }

    private void noteFull() {
        if (connection.full() && fullSince == 0) {
            fullSince = System.nanoTime() | 1;
            armDeadline();
        }
    }

    @Override
    public boolean full() {
        return connection.full();
    }

    @Override
    public void close(int code) {
        if (gone || closing) {
            return;
        }
        closing = true;
        connection.write(Frame.close(code).buffers());
        connection.deadline(wiring.limits().lingerTime());
    }

    @Override
    public void drained() {
        fullSince = 0;
        if (!gone && !closing) {
            call(() -> handler.drained(this));
        }
    }

    @Override
    public void overdue(long now) {
        if (closing) {
            connection.close("close_unanswered");
            return;
        }
        if (fullSince != 0 && now - fullSince >= limits.stallTime().toNanos()) {
            connection.close("stalled");
            return;
        }
        if (now - nextPing >= 0) {
            if (unansweredPings >= limits.pingsMissed()) {
                connection.close("no_pong");
                return;
            }
            if (!connection.full()) {
                unansweredPings++;
                send(PING);
            }
            nextPing = now + limits.pingEvery().toNanos();
        }
        armDeadline();
    }

    private void armDeadline() {
        if (closing || gone) {
            return;
        }
        long now = System.nanoTime();
        long wait = nextPing - now;
        if (fullSince != 0) {
            wait = Math.min(wait, fullSince + limits.stallTime().toNanos() - now);
        }
        connection.deadline(Duration.ofNanos(Math.max(0, wait)));
    }

    @Override
    public void stopping() {
        call(() -> handler.stopping(this));
        close(CloseCode.GOING_AWAY);
    }

    @Override
    public void ended() {
        connection.close("peer_lost");
    }

    @Override
    public void closed(String reason) {
        if (!gone) {
            farewell(reason);
        }
    }

    @Override
    public void after(Duration delay) {
        if (!gone) {
            wiring.loop().wheel().arm(timer, System.nanoTime(), delay.toNanos());
        }
    }

    @Override
    public void messageCap(int bytes) {
        assembler.cap(bytes);
    }

    @Override
    public void kernelBuffer(int bytes) {
        connection.kernelBuffer(bytes);
    }

    @Override
    public void deafen() {
        deaf = true;
    }

    @Override
    public InetAddress client() {
        return client;
    }

    private final class EndpointTimer extends Wheel.Timer {
        @Override
        void fire(long now) {
            if (!closing) {
                call(() -> handler.timer(SocketStage.this));
            }
        }
    }
}
