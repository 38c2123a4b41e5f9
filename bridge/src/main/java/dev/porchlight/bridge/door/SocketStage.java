package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/**
 * The WebSocket half of a connection: whole frames to messages, pings, the closing handshake. Door loop only.
 *
 * <pre>
 *   OPEN ──close()──▶ CLOSING ──peer's close, or lingerTime──▶ GONE
 *    │                                                          ▲
 *    └──peer's close, protocol violation: answered by a close───┘
 * </pre>
 *
 * <p>Invariants: what is held of an unfinished frame or message never exceeds the socket's message cap plus one header.
 * The handler is told of the end once, and never from inside one of its own calls.
 */
final class SocketStage extends Pulse implements Stage, Socket {

    private enum State {
        OPEN,
        CLOSING,
        GONE
    }

    private static final Log LOG = Log.of("door");
    private static final int READ_BYTES = 16 * 1024;
    private static final Frame PING = Frame.of(Frame.OP_PING, ByteBuffer.allocate(0));
    /** Pings of one read that are each answered: Autobahn's case 2.10 sends ten and wants ten pongs. */
    private static final int PONGS_A_READ = 16;

    private static final Frame EMPTY_PONG = Frame.of(Frame.OP_PONG, ByteBuffer.allocate(0));

    private final Connection connection;
    private final InetAddress client;
    private final SocketHandler handler;
    private int messageCap;
    private FrameReader reader; // while a part of a frame is kept
    private MessageAssembler assembler; // while a message has begun
    private State state = State.OPEN;
    private String closeReason; // from CLOSING on
    private HandlerTimer timer; // while one is armed
    private Frame owedPong; // the newest one not written yet: the peer does not read, or pings by the hundred
    private byte pongsThisRead;
    private boolean deaf;

    private SocketStage(Connection connection, SocketLimits limits, InetAddress client, SocketHandler handler) {
        super(limits, System.nanoTime(), ThreadLocalRandom.current().nextDouble());
        this.connection = connection;
        this.client = client;
        this.handler = handler;
        this.messageCap = limits.messageBytes();
    }

    /** The 101 has been written; {@code early} is what the peer sent right behind its handshake. */
    static void enter(
            Connection connection, SocketLimits limits, InetAddress client, SocketHandler handler, byte[] early) {
        SocketStage stage = new SocketStage(connection, limits, client, handler);
        connection.enter(stage);
        if (connection.full()) {
            long answerNanos = stage.wiring().limits().answerTime().toNanos();
            stage.filledByHandshake(System.nanoTime(), answerNanos);
        }
        stage.armDeadline();
        stage.call(() -> handler.opened(stage));
        if (early.length > 0) {
            stage.bytes(ByteBuffer.wrap(early));
        }
    }

    private Wiring wiring() {
        return connection.wiring();
    }

    @Override
    public int appetite() {
        return READ_BYTES;
    }

    @Override
    public void bytes(ByteBuffer in) {
        pongsThisRead = 0;
        if (reader == null) {
            reader = new FrameReader(wiring().codec(), connection);
        }
        try {
            reader.feed(in);
            while (state != State.GONE) {
                Framedata frame = reader.next(assembler == null ? messageCap : assembler.room());
                if (frame == null) {
                    break;
                }
                take(frame);
            }
            if (reader.isEmpty()) {
                reader = null;
            }
            payOwedPong();
        } catch (ProtocolViolation violation) {
            LOG.debug("socket_violation", "client", client, "reason", violation.getMessage());
            answerClose(violation.closeCode());
            leave(violation.closeCode() == CloseCode.TRY_AGAIN_LATER ? "no_room" : "protocol_error");
        }
    }

    private void take(Framedata frame) throws ProtocolViolation {
        heard();
        switch (frame.getOpcode()) {
            case PING -> {
                pong(frame.getPayloadData());
                call(() -> handler.pinged(this));
            }
            case PONG -> call(() -> handler.pinged(this));
            case CLOSING -> peerCloses(((CloseFrame) frame).getCloseCode());
            case TEXT, BINARY, CONTINUOUS -> {
                if (assembler == null) {
                    assembler = new MessageAssembler(messageCap, connection);
                }
                if (assembler.add(frame)) {
                    MessageAssembler message = assembler;
                    assembler = null;
                    deliver(message);
                }
            }
        }
    }

    private void deliver(MessageAssembler message) throws ProtocolViolation {
        boolean heard = !deaf && state != State.CLOSING;
        if (message.isText()) {
            String text = message.takeText(); // what is not UTF-8 is a violation, heard or not
            if (heard) {
                call(() -> handler.text(this, text));
            }
        } else {
            ByteBuffer bytes = message.takeBytes();
            if (heard) {
                call(() -> handler.binary(this, bytes));
            }
        }
    }

    /** RFC 6455 §5.5.3: of several pings not answered yet, answering the newest is enough. */
    private void pong(ByteBuffer payload) {
        if (state != State.OPEN) {
            return;
        }
        Frame pong = payload.hasRemaining() ? Frame.of(Frame.OP_PONG, payload) : EMPTY_PONG;
        if (connection.full() || pongsThisRead == PONGS_A_READ) {
            owedPong = pong;
        } else {
            pongsThisRead++;
            write(pong);
        }
    }

    private void payOwedPong() {
        if (owedPong != null && state == State.OPEN && !connection.full()) {
            Frame pong = owedPong;
            owedPong = null;
            write(pong);
        }
    }

    /** RFC 6455 §5.5.1: echo the code, then the server is the one to close the TCP connection (§7.1.1). */
    private void peerCloses(int code) {
        answerClose(code);
        leave("peer_closed");
    }

    private void answerClose(int code) {
        if (state == State.OPEN) {
            connection.write(Frame.close(code).buffers());
        }
    }

    /** Ends this stage: the handler hears of it now, the peer gets the rest of what was written. */
    private void leave(String reason) {
        farewell(reason);
        LingerStage.enter(connection, wiring().limits().lingerTime());
    }

    private void farewell(String reason) {
        String why = state == State.CLOSING ? closeReason : reason;
        state = State.GONE;
        if (reader != null) {
            reader.clear();
        }
        if (assembler != null) {
            assembler.clear();
        }
        noTimer();
        wiring().loop().guarded(() -> handler.closed(this, why));
    }

    private void call(Runnable handlerCall) {
        if (state == State.GONE) {
            return;
        }
        try {
            handlerCall.run();
        } catch (RuntimeException | Error e) {
            wiring().counts().handlerErrors.increment();
            LOG.error("socket_handler_failed", e, "client", client);
            close(Frame.close(CloseCode.INTERNAL_ERROR), "handler_failed");
        }
    }

    @Override
    public void send(Frame frame) {
        if (state != State.OPEN) {
            return;
        }
        if (connection.full() && connection.waiting() + frame.bytes() > limits().queuedBytes()) {
            close(Frame.close(CloseCode.TRY_AGAIN_LATER), "queue_full");
        } else if (!connection.hasRoomFor(frame.bytes())) {
            close(Frame.close(CloseCode.TRY_AGAIN_LATER), "no_room");
        } else {
            write(frame);
        }
    }

    @Override
    public void send(Batch frames) {
        if (state != State.OPEN) {
            return;
        }
        if (connection.full()) {
            throw new IllegalStateException("something is on its way already");
        }
        ByteBuffer bytes = frames.wire();
        connection.offer(bytes);
        if (bytes.hasRemaining()) {
            write(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
        }
    }

    @Override
    public boolean hasRoom(int bytes) {
        return connection.hasRoomFor(bytes);
    }

    /** As {@link Connection#offer}: any thread of a broadcast. */
    int offer(ByteBuffer message) {
        return state == State.OPEN ? connection.offer(message) : 0;
    }

    /** Sends what is left of a message that {@link #offer} has begun. */
    void sendRest(Frame frame, int taken) {
        if (taken == 0) {
            send(frame);
        } else {
            write(frame.buffersFrom(taken)); // part of it is on the wire: no limit can take it back
        }
    }

    private void write(Frame frame) {
        write(frame.buffers());
    }

    private void write(ByteBuffer... parts) {
        connection.write(parts);
        if (connection.full() && filled(System.nanoTime())) {
            armDeadline();
        }
    }

    @Override
    public boolean full() {
        return connection.full();
    }

    @Override
    public void close(int code) {
        close(Frame.close(code), "closed");
    }

    @Override
    public void close(int code, String reason) {
        close(Frame.close(code, reason), "closed");
    }

    /** @param why for the handler, see {@link SocketHandler#closed} */
    private void close(Frame close, String why) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            closeReason = why;
            connection.write(close.buffers());
            connection.deadline(wiring().limits().lingerTime());
        }
    }

    @Override
    public void drained() {
        emptied();
        if (state != State.OPEN) {
            return;
        }
        payOwedPong();
        if (!connection.full()) {
            call(() -> handler.drained(this));
        }
    }

    @Override
    public void overdue(long now) {
        if (state == State.CLOSING) {
            connection.close(closeReason);
            return;
        }
        switch (at(now)) {
            case WAIT -> armDeadline();
            case PING -> {
                write(PING);
                armDeadline();
            }
            case NO_PONG -> connection.close("no_pong");
            case STALLED -> connection.close("stalled");
        }
    }

    private void armDeadline() {
        long now = System.nanoTime();
        connection.deadline(now, waitNanos(now), slackNanos());
    }

    @Override
    public void stopping() {
        if (state == State.OPEN) {
            call(() -> handler.stopping(this));
            close(Frame.close(CloseCode.GOING_AWAY), "stopping");
        }
    }

    @Override
    public void ended() {
        connection.close("peer_lost");
    }

    @Override
    public void closed(String reason) {
        if (state != State.GONE) {
            farewell(reason);
        }
    }

    @Override
    public void after(Duration delay) {
        if (state == State.GONE) {
            return;
        }
        if (timer == null) {
            timer = new HandlerTimer();
        }
        wiring().loop().wheel().arm(timer, System.nanoTime(), delay.toNanos());
    }

    @Override
    public void noTimer() {
        if (timer != null) {
            wiring().loop().wheel().cancel(timer);
            timer = null;
        }
    }

    @Override
    public void messageCap(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a message cap is at least 1");
        }
        messageCap = bytes;
        if (assembler != null) {
            assembler.cap(bytes);
        }
    }

    @Override
    public void kernelBuffer(int bytes) {
        connection.kernelBuffer(bytes);
    }

    @Override
    public void known() {
        connection.known();
    }

    @Override
    public void deafen() {
        deaf = true;
    }

    @Override
    public InetAddress client() {
        return client;
    }

    private final class HandlerTimer extends Wheel.Timer {
        @Override
        void fire(long now) {
            timer = null;
            if (state == State.OPEN) {
                call(() -> handler.timer(SocketStage.this));
            }
        }
    }
}
