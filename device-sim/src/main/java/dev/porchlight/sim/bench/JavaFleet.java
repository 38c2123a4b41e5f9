package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A fleet on one selector of this JVM, as cheap as it can be: a channel and two small fields a board, every byte they say
 * made once for all. They check less than {@code SimBoards} do; they are there to be many.
 *
 * <pre>
 *   CONNECTING ──▶ ASKING ──101──▶ AUTH SENT ──OK──▶ IN ──1 or 0──▶ IN …
 * </pre>
 *
 * <p>One thread: whoever calls. Bytes are only read inside a call that waits. Invariant: {@code have} is the number of
 * boards that show the wanted value.
 */
final class JavaFleet implements Fleet {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int OPEN_AT_ONCE = 64;
    private static final byte UNKNOWN = -1;

    private enum State {
        CONNECTING,
        ASKING,
        AUTH_SENT,
        IN
    }

    private static final class Board {
        SocketChannel channel;
        State state = State.CONNECTING;
        byte shown = UNKNOWN;
    }

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final Board[] boards;
    private final int inFlight;
    private final ByteBuffer upgrade;
    private final ByteBuffer auth;
    private final ByteBuffer pong = BareServer.direct(Wire.pong());
    private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);
    private byte wanted;
    private int have;
    private long firstAt;
    private long lastAt;
    private long cpuBefore;
    private Duration patience = Duration.ZERO;
    private int lost;
    private int unanswered;

    JavaFleet(InetSocketAddress server, String path, String token, int size, int inFlight) throws IOException {
        this.server = server;
        this.boards = new Board[size];
        this.inFlight = inFlight;
        this.upgrade = BareServer.direct(Wire.upgrade(path, server.getPort()));
        this.auth = BareServer.direct(Wire.auth(token));
    }

    @Override
    public int size() {
        return boards.length;
    }

    @Override
    public void want(boolean on, Duration atMost) {
        cpuBefore = THREADS.getCurrentThreadCpuTime();
        patience = atMost;
        wanted = (byte) (on ? 1 : 0);
        have = 0;
        firstAt = 0;
        lastAt = 0;
        for (Board board : boards) {
            if (board != null && board.shown == wanted) {
                have++;
            }
        }
    }

    @Override
    public Shown awaitAll() throws IOException {
        if (!pump(() -> have == boards.length, patience)) {
            throw tooFew();
        }
        return new Shown(firstAt, lastAt, THREADS.getCurrentThreadCpuTime() - cpuBefore);
    }

    @Override
    public long drain(boolean on, Act change, Duration atMost) throws IOException {
        want(on, atMost);
        change.run();
        long began = System.nanoTime();
        return awaitAll().lastAt() - began;
    }

    private IllegalStateException tooFew() {
        return Fleet.tooFew(boards.length, have, lost);
    }

    @Override
    public Took connect(boolean value, Duration atMost) throws IOException {
        long began = System.nanoTime();
        cut();
        long cutAt = System.nanoTime();
        lost = 0;
        unanswered = 0;
        want(value, atMost);
        for (int i = 0; i < boards.length; i++) {
            boards[i] = open();
            unanswered++;
            if (i % OPEN_AT_ONCE == OPEN_AT_ONCE - 1) {
                selector.selectNow(this::ready);
                connecting(() -> unanswered < inFlight, atMost);
            }
        }
        long openedAt = System.nanoTime();
        connecting(() -> have == boards.length, atMost);
        return new Took(lastAt - began, cutAt - began, openedAt - began, THREADS.getCurrentThreadCpuTime() - cpuBefore);
    }

    /** A board that is lost now never comes back, so there is nothing to wait for. */
    private void connecting(BooleanSupplier done, Duration atMost) throws IOException {
        if (!pump(() -> lost > 0 || done.getAsBoolean(), atMost) || lost > 0) {
            throw tooFew();
        }
    }

    private Board open() throws IOException {
        Board board = new Board();
        board.channel = SocketChannel.open();
        board.channel.configureBlocking(false);
        board.channel.setOption(StandardSocketOptions.SO_LINGER, 0); // a board that loses its power says no goodbye
        board.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = board.channel.connect(server);
        SelectionKey key =
                board.channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, board);
        if (connected) {
            ask(board, key);
        }
        return board;
    }

    /** Serves the boards until it is done, or false when the time is up. */
    private boolean pump(BooleanSupplier done, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            selector.select(this::ready, left);
        }
        return true;
    }

    @Override
    public void idle(Duration time) throws IOException {
        pump(() -> false, time);
    }

    private void ready(SelectionKey key) {
        Board board = (Board) key.attachment();
        try {
            if (board.state == State.CONNECTING) {
                board.channel.finishConnect();
                ask(board, key);
            } else {
                read(board);
            }
        } catch (IOException e) {
            lose(board);
        }
    }

    private void ask(Board board, SelectionKey key) throws IOException {
        board.channel.write(upgrade.rewind());
        board.state = State.ASKING;
        key.interestOps(SelectionKey.OP_READ);
    }

    private void lose(Board board) {
        lost++;
        if (board.state == State.CONNECTING || board.state == State.ASKING) {
            unanswered--;
        }
        if (board.shown == wanted) {
            have--;
        }
        board.shown = UNKNOWN;
        try {
            board.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Board board) throws IOException {
        in.clear();
        if (board.channel.read(in) < 0) {
            lose(board);
            return;
        }
        in.flip();
        if (board.state == State.ASKING) {
            takeAnswer(board);
        } else {
            while (in.hasRemaining()) {
                takeFrame(board);
            }
        }
    }

    private void takeAnswer(Board board) throws IOException {
        // "HTTP/1.1 101": on loopback the short answer comes in one piece, and nothing after it before the token.
        int end = in.limit();
        if (end < 16 || in.get(9) != '1' || in.get(11) != '1' || in.get(end - 1) != '\n' || in.get(end - 3) != '\n') {
            throw new IllegalStateException("a board was not let in, or a 101 came in pieces");
        }
        board.channel.write(auth.rewind());
        board.state = State.AUTH_SENT;
        unanswered--;
    }

    private void takeFrame(Board board) throws IOException {
        int length = in.remaining() < 2 ? Integer.MAX_VALUE : in.get(in.position() + 1);
        if (length > in.remaining() - 2) {
            throw new IllegalStateException("a frame came in pieces, which the fleet cannot read");
        }
        int opcode = in.get() & 0x0F;
        in.get();
        int at = in.position();
        in.position(at + length);
        if (opcode == 0x9) {
            board.channel.write(pong.rewind());
        } else if (opcode == 0x1 && length == 1) {
            takeValue(board, (byte) (in.get(at) - '0'));
        } else if (opcode == 0x1 && length == 2 && in.get(at) == 'O') {
            board.state = State.IN;
        } else {
            throw new IllegalStateException("a board got something other than OK, 1, 0 and pings");
        }
    }

    private void takeValue(Board board, byte value) {
        if (value == wanted && board.shown != value) {
            long now = System.nanoTime();
            have++;
            if (firstAt == 0) {
                firstAt = now;
            }
            lastAt = now;
        } else if (value != wanted && board.shown == wanted) {
            have--;
        }
        board.shown = value;
    }

    @Override
    public void cut() throws IOException {
        for (int i = 0; i < boards.length; i++) {
            if (boards[i] != null) {
                boards[i].channel.close();
                boards[i] = null;
            }
        }
        selector.selectNow(); // closed channels give back their descriptors only now
    }

    @Override
    public void close() throws IOException {
        cut();
        selector.close();
    }
}
