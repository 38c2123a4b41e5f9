package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.BadFrame;
import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A board's connection, over and over. On the boards' thread only.
 *
 * <pre>
 *   DOWN ──reconnect──▶ CONNECTING ──TCP──▶ UPGRADING ──101──▶ OPEN       OPEN sends AUTH at once
 *    ▲ ▲                    └────too slow, refused────┘          │
 *    │ └──────────────────────────┴──────────────────────────────┘ closed, cut, bad frame, two pongs missed
 *   OFF (from anywhere, for good)
 * </pre>
 */
final class BoardLink {
    private static final int MAX_FRAME_BYTES = 15 * 1024;
    private static final int MAX_HEAD_BYTES = 8 * 1024;
    static final Comparator<BoardLink> BY_ALARM =
            Comparator.comparingLong(BoardLink::alarm).thenComparingInt(link -> link.board.number());

    private enum State {
        DOWN,
        CONNECTING,
        UPGRADING,
        OPEN,
        OFF
    }

    private final BoardLoop loop;
    private final SimBoard board;
    private final BoardUrl url;
    private final InetSocketAddress remote;
    private final InetAddress from;
    private final String token;
    private final Timing timing;
    private final Heartbeat heartbeat;
    private State state = State.DOWN;
    private BoardSocket socket;
    private Handshake handshake;
    private long alarm;
    private boolean notReading;
    private boolean notAnswering;
    private boolean storm;

    BoardLink(
            BoardLoop loop,
            SimBoard board,
            BoardUrl url,
            InetSocketAddress remote,
            InetAddress from,
            String token,
            Timing timing) {
        this.loop = loop;
        this.board = board;
        this.url = url;
        this.remote = remote;
        this.from = from;
        this.token = token;
        this.timing = timing;
        this.heartbeat = new Heartbeat(timing, System.nanoTime());
    }

    void call(Runnable task) {
        loop.call(task);
    }

    void connect() {
        if (state != State.DOWN) {
            return;
        }
        state = State.CONNECTING;
        alarmIn(timing.handshake());
        try {
            socket = BoardSocket.connect(loop, this, remote, from);
            socket.stopReading(notReading);
            if (socket.finishConnect()) {
                upgrade();
            }
        } catch (IOException e) {
            drop("cannot connect: " + e.getMessage());
        }
    }

    /** One board's trouble is its own: whatever goes wrong here costs this connection and nothing else. */
    void onReady() {
        try {
            if (state == State.CONNECTING && socket.finishConnect()) {
                upgrade();
            }
            if (state != State.CONNECTING && socket.isWritable()) {
                socket.flush();
            }
            if (socket.isReadable()) {
                read();
            }
        } catch (IOException | RuntimeException e) {
            drop(state == State.CONNECTING ? "cannot connect: " + e.getMessage() : "lost: " + e);
        }
    }

    private void upgrade() throws IOException {
        state = State.UPGRADING;
        handshake = new Handshake(url);
        socket.send(handshake.request());
    }

    private void read() throws IOException {
        ByteBuffer in = socket.read();
        if (in == null) {
            drop("the server closed the TCP connection");
            return;
        }
        try {
            if (state == State.UPGRADING) {
                Optional<HttpHead> answer = HttpHead.read(in);
                if (answer.isPresent()) {
                    open(answer.get());
                } else if (in.remaining() > MAX_HEAD_BYTES) {
                    drop("an endless answer to the handshake");
                }
            }
            while (state == State.OPEN) {
                Optional<Frame> frame = FrameReader.read(in, false, MAX_FRAME_BYTES);
                if (frame.isEmpty()) {
                    break;
                }
                handle(frame.get());
            }
        } catch (BadFrame e) {
            socket.send(Frame.close(e.closeCode(), "").masked());
            drop("sent close " + e.closeCode() + ": " + e.getMessage());
        }
        socket.keep(in);
    }

    private void open(HttpHead answer) throws IOException {
        Optional<String> refusal = handshake.refusal(answer);
        if (refusal.isPresent()) {
            drop(refusal.get());
            return;
        }
        state = State.OPEN;
        board.connected(socket.localAddress());
        heartbeat.connected(System.nanoTime());
        socket.send(Frame.text("AUTH:" + token).masked());
        beat(System.nanoTime());
    }

    /** Binary and fragmented messages are ignored, as the firmware ignores them. */
    private void handle(Frame frame) throws IOException {
        switch (frame.opcode()) {
            case Frame.TEXT -> {
                if (frame.fin()) {
                    board.text(frame.text().strip());
                }
            }
            case Frame.PING -> {
                if (!notAnswering) {
                    socket.send(Frame.pong(frame.payload()).masked());
                }
            }
            case Frame.PONG -> {
                heartbeat.pong();
                setAlarm(heartbeat.next());
            }
            case Frame.CLOSE -> {
                socket.send(Frame.close(1000, "").masked());
                drop("the server closed with " + frame.closeCode());
            }
            default -> {}
        }
    }

    void onAlarm(long now) {
        switch (state) {
            case DOWN -> connect();
            case CONNECTING, UPGRADING ->
                drop("no WebSocket within " + timing.handshake().toMillis() + " ms");
            case OPEN -> {
                try {
                    beat(now);
                } catch (IOException e) {
                    drop("lost: " + e.getMessage());
                }
            }
            case OFF -> {}
        }
    }

    private void beat(long now) throws IOException {
        switch (heartbeat.duty(now)) {
            case PING -> socket.send(Frame.ping(new byte[0]).masked());
            case GIVE_UP -> drop("too many pongs missed");
            case NOTHING -> {}
        }
        if (state == State.OPEN) {
            setAlarm(heartbeat.next());
        }
    }

    /** Loses the connection without a word, and tries again later. */
    void drop(String why) {
        if (state == State.DOWN || state == State.OFF) {
            return;
        }
        state = State.DOWN;
        forget();
        board.dropped(why);
        alarmIn(storm ? Timing.stock().reconnect() : timing.reconnect());
    }

    void close() {
        state = State.OFF;
        loop.removeAlarm(this);
        forget();
        board.switchedOff();
    }

    private void forget() {
        if (socket != null) {
            socket.close();
        }
    }

    void stopReading(boolean stop) {
        notReading = stop;
        if (state == State.CONNECTING || state == State.UPGRADING || state == State.OPEN) {
            socket.stopReading(stop);
        }
    }

    void stopAnsweringPings(boolean stop) {
        notAnswering = stop;
    }

    void stockStorm(boolean on) {
        storm = on;
    }

    private void alarmIn(Duration delay) {
        setAlarm(System.nanoTime() + delay.toNanos());
    }

    private void setAlarm(long at) {
        loop.removeAlarm(this);
        alarm = at;
        loop.addAlarm(this);
    }

    /** When the next alarm rings, on the clock of {@link System#nanoTime}. */
    long alarm() {
        return alarm;
    }
}
