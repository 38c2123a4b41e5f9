package dev.porchlight.sim.boards;

import static dev.porchlight.sim.boards.BoardClock.NEVER;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A board's connection, over and over. On the boards' thread only; times are the board's own ({@link BoardClock}).
 *
 * <pre>
 *   DOWN ──reconnect──▶ CONNECTING ──TCP──▶ UPGRADING ──101──▶ OPEN       OPEN sends AUTH at once ({@link Talk})
 *    ▲ ▲                    └────too slow, refused────┘          │
 *    │ └──────────────────────────┴──────────────────────────────┘ closed, cut, bad frame, two pongs missed
 *    └── BUSY (from anywhere): booting, without Wi-Fi, updating, in its portal ({@link Troubles})
 *   OFF (from anywhere, for good)
 * </pre>
 */
final class BoardLink implements Selected {
    static final Comparator<BoardLink> BY_ALARM =
            Comparator.comparingLong(BoardLink::alarm).thenComparingInt(link -> link.board.number());

    private enum State {
        DOWN,
        CONNECTING,
        UPGRADING,
        OPEN,
        BUSY,
        OFF
    }

    final BoardState board;
    final BoardClock clock;
    final Faults faults = new Faults();
    final Talk talk;
    final Troubles troubles = new Troubles(this);
    private final BoardLoop loop;
    private final Route route;
    private final Timing timing;
    private State state = State.DOWN;
    private String token;
    private BoardSocket socket;
    private Handshake handshake;
    private long connectedFrom;
    private long deadline = NEVER; // of every state but OPEN and OFF
    private long readAgainAt = NEVER;
    private long alarm;

    BoardLink(BoardLoop loop, BoardState board, Route route, String token, Timing timing) {
        this.loop = loop;
        this.board = board;
        this.route = route;
        this.token = token;
        this.timing = timing;
        this.clock = new BoardClock(loop.time());
        this.talk = new Talk(this, board, faults, timing);
    }

    /** From any thread: does it on the boards' thread. */
    void call(Runnable task) {
        loop.call(() -> {
            task.run();
            file();
        });
    }

    void connect() {
        if (state != State.DOWN) {
            return;
        }
        state = State.CONNECTING;
        connectedFrom = clock.now();
        deadline = connectedFrom + timing.handshake().toNanos();
        board.connecting();
        try {
            socket = BoardSocket.connect(loop, this, route.remote(), route.from(), faults.slow());
            socket.deafen(faults.notReading);
            if (socket.finishConnect()) {
                upgrade();
            }
        } catch (IOException e) {
            drop(DropReason.CANNOT_CONNECT, "cannot connect: " + e.getMessage());
        }
        file();
    }

    /** One board's trouble is its own: whatever goes wrong here costs this connection and nothing else. */
    @Override
    public void onReady() {
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
            boolean connecting = state == State.CONNECTING;
            drop(
                    connecting ? DropReason.CANNOT_CONNECT : DropReason.LOST,
                    connecting ? "cannot connect: " + e.getMessage() : "lost: " + e);
        }
        file();
    }

    private void upgrade() throws IOException {
        state = State.UPGRADING;
        handshake = new Handshake(route.url());
        socket.send(handshake.request());
    }

    private void read() throws IOException {
        ByteBuffer in = socket.read(faults.bytesAtATime());
        if (in == null) {
            drop(DropReason.ENDED, "the server closed the TCP connection");
            return;
        }
        if (faults.bytesPerSecond != Faults.FULL_SPEED) {
            readAgainAt = clock.now() + faults.restNanos(socket.taken());
            socket.deafen(true);
        }
        if (state == State.UPGRADING) {
            readAnswer(in);
        }
        if (state == State.OPEN) {
            talk.read(in, clock.now());
        }
        socket.keep(in);
        board.read(socket.taken());
        if (state == State.UPGRADING) {
            boolean hangs = board.profile().hangsOnHalfALine() && socket.hasHalfALine();
            deadline = connectedFrom + timing.handshake().toNanos() * (hangs ? Profile.LINE_FACTOR : 1);
        }
    }

    private void readAnswer(ByteBuffer in) throws IOException {
        Optional<Handshake.Verdict> verdict = handshake.read(in);
        if (verdict.isEmpty()) {
            return;
        }
        if (!verdict.get().accepts()) {
            if (verdict.get().protests()) {
                socket.send(Handshake.PROTEST);
            }
            drop(DropReason.REFUSED, verdict.get().refusal());
            return;
        }
        state = State.OPEN;
        board.connected(socket.localAddress());
        talk.begin(socket, faults.wrongToken ? token + "-wrong" : token, clock.now());
    }

    void onAlarm() {
        long now = clock.now();
        try {
            if (now >= readAgainAt) {
                readAgainAt = NEVER;
                socket.deafen(faults.notReading);
            }
            if (state == State.OPEN) {
                talk.alarm(now);
            } else if (now >= deadline) {
                elapsed();
            }
        } catch (IOException | RuntimeException e) {
            drop(DropReason.LOST, "lost: " + e);
        }
        file();
    }

    private void elapsed() {
        switch (state) {
            case DOWN -> connect();
            case CONNECTING, UPGRADING ->
                drop(
                        DropReason.NO_ANSWER,
                        "no WebSocket within " + timing.handshake().toMillis() + " ms");
            case BUSY -> {
                troubles.over();
                state = State.DOWN;
                connect();
            }
            case OPEN, OFF -> {}
        }
    }

    /** Loses the connection without a word, and tries again later. */
    void drop(DropReason why, String words) {
        if (hasSocket()) {
            socket.close();
            leave(why, words);
        }
    }

    /** The socket is no longer its own, and it tries again later. */
    void leave(DropReason why, String words) {
        boolean wasOpen = isOpen();
        state = State.DOWN;
        readAgainAt = NEVER;
        Timing pace = faults.storm ? Timing.stock() : timing;
        deadline = clock.now() + pace.reconnect().toNanos();
        board.dropped(why, wasOpen, words);
    }

    /** Does nothing else until then, and then connects. Of two businesses the longer one counts. */
    void busyUntil(long until) {
        deadline = state == State.BUSY ? Math.max(deadline, until) : until;
        state = State.BUSY;
        readAgainAt = NEVER;
    }

    @Override
    public void close() {
        state = State.OFF;
        loop.removeAlarm(this);
        if (socket != null) {
            socket.close();
        }
        troubles.close();
        board.switchedOff();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isOff() {
        return state == State.OFF;
    }

    /** Whether there is a TCP connection, or soon will be. */
    boolean hasSocket() {
        return state == State.CONNECTING || state == State.UPGRADING || state == State.OPEN;
    }

    BoardSocket socket() {
        return socket;
    }

    void token(String newToken) {
        token = newToken;
    }

    Duration sinceConnect() {
        return Duration.ofNanos(clock.now() - connectedFrom);
    }

    private void file() {
        loop.removeAlarm(this);
        long at = Math.min(readAgainAt, state == State.OPEN ? talk.next() : deadline);
        if (at != NEVER && state != State.OFF && !faults.halfOpen) {
            alarm = clock.realAt(at);
            loop.addAlarm(this);
        }
    }

    /** When the next alarm rings, in the room's time. */
    long alarm() {
        return alarm;
    }
}
