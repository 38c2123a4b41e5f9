package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.BadFrame;
import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
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
    private static final int MAX_UNSENT_BYTES = 64 * 1024;
    static final Comparator<BoardLink> BY_ALARM =
            Comparator.comparingLong(BoardLink::alarm).thenComparingInt(link -> link.board.number());

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

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
    private SocketChannel channel;
    private SelectionKey key;
    private Handshake handshake;
    private ByteBuffer unread = NOTHING;
    private ByteBuffer unsent = NOTHING;
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
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            alarmIn(timing.handshake());
            key = loop.register(channel, SelectionKey.OP_CONNECT, this);
            if (channel.connect(remote)) {
                upgrade();
            }
        } catch (IOException e) {
            drop("cannot connect: " + e.getMessage());
        }
    }

    /** One board's trouble is its own: whatever goes wrong here costs this connection and nothing else. */
    void onReady() {
        try {
            if (state == State.CONNECTING && channel.finishConnect()) {
                upgrade();
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException | RuntimeException e) {
            drop(state == State.CONNECTING ? "cannot connect: " + e.getMessage() : "lost: " + e);
        }
    }

    private void upgrade() throws IOException {
        state = State.UPGRADING;
        handshake = new Handshake(url);
        send(handshake.request());
    }

    private void read() throws IOException {
        ByteBuffer in = loop.sharedBuffer();
        in.put(unread);
        unread = NOTHING;
        if (channel.read(in) < 0) {
            drop("the server closed the TCP connection");
            return;
        }
        in.flip();
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
            send(Frame.close(e.closeCode(), "").masked());
            drop("sent close " + e.closeCode() + ": " + e.getMessage());
        }
        if (in.hasRemaining() && channel != null) {
            unread = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    private void open(HttpHead answer) throws IOException {
        Optional<String> refusal = handshake.refusal(answer);
        if (refusal.isPresent()) {
            drop(refusal.get());
            return;
        }
        state = State.OPEN;
        board.connected((InetSocketAddress) channel.getLocalAddress());
        heartbeat.connected(System.nanoTime());
        send(Frame.text("AUTH:" + token).masked());
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
                    send(Frame.pong(frame.payload()).masked());
                }
            }
            case Frame.PONG -> {
                heartbeat.pong();
                setAlarm(heartbeat.next());
            }
            case Frame.CLOSE -> {
                send(Frame.close(1000, "").masked());
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
            case PING -> send(Frame.ping(new byte[0]).masked());
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
        unread = NOTHING;
        unsent = NOTHING;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What cannot be closed is not open.
        }
        channel = null;
    }

    void stopReading(boolean stop) {
        notReading = stop;
        if (channel != null && state != State.CONNECTING) {
            listen();
        }
    }

    void stopAnsweringPings(boolean stop) {
        notAnswering = stop;
    }

    void stockStorm(boolean on) {
        storm = on;
    }

    private void send(byte[] bytes) throws IOException {
        if (unsent.remaining() + bytes.length > MAX_UNSENT_BYTES) {
            throw new IOException("the server does not read");
        }
        unsent = ByteBuffer.allocate(unsent.remaining() + bytes.length)
                .put(unsent)
                .put(bytes)
                .flip();
        flush();
    }

    private void flush() throws IOException {
        channel.write(unsent);
        listen();
    }

    private void listen() {
        key.interestOps((notReading ? 0 : SelectionKey.OP_READ) | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
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
