package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A fleet on one selector of this JVM, as cheap as it can be: a channel and two small fields a board, every byte they say
 * made once for all. They check less than {@code SimBoards} do; they are there to be many.
 *
 * <p>One thread: whoever calls. Bytes are only read inside a call that waits. Invariant: the tally knows what each
 * board shows.
 */
final class JavaFleet implements Fleet {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int OPEN_AT_ONCE = 64;

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final JavaBoard[] boards;
    private final int inFlight;
    private final ByteBuffer upgrade;
    private final ByteBuffer auth;
    private final ValueTally tally = new ValueTally();
    private final ByteBuffer pong = BareServer.direct(Wire.pong());
    private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);

    private long cpuBefore;
    private Duration patience = Duration.ZERO;
    private int lost;
    private int unanswered;

    JavaFleet(InetSocketAddress server, String path, String token, int size, int inFlight) throws IOException {
        this.server = server;
        this.boards = new JavaBoard[size];
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
        tally.want(on);
        for (JavaBoard board : boards) {
            tally.shows(board == null ? ValueTally.UNKNOWN : board.shown);
        }
    }

    @Override
    public Shown awaitAll() throws IOException {
        if (!pump(() -> tally.have() == boards.length, patience)) {
            throw tooFew();
        }
        return new Shown(tally.firstAt(), tally.lastAt(), THREADS.getCurrentThreadCpuTime() - cpuBefore);
    }

    @Override
    public long drain(boolean on, Act change, Duration atMost) throws IOException {
        want(on, atMost);
        change.run();
        long began = System.nanoTime();
        return awaitAll().lastAt() - began;
    }

    private IllegalStateException tooFew() {
        return Fleet.tooFew(boards.length, tally.have(), lost);
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
            boards[i] = new JavaBoard(server, selector, upgrade);
            unanswered++;
            if (i % OPEN_AT_ONCE == OPEN_AT_ONCE - 1) {
                selector.selectNow(this::ready);
                connecting(() -> unanswered < inFlight, atMost);
            }
        }
        long openedAt = System.nanoTime();
        connecting(() -> tally.have() == boards.length, atMost);
        return new Took(
                tally.lastAt() - began, cutAt - began, openedAt - began, THREADS.getCurrentThreadCpuTime() - cpuBefore);
    }

    /** A board that is lost now never comes back, so there is nothing to wait for. */
    private void connecting(BooleanSupplier done, Duration atMost) throws IOException {
        if (!pump(() -> lost > 0 || done.getAsBoolean(), atMost) || lost > 0) {
            throw tooFew();
        }
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
        JavaBoard board = (JavaBoard) key.attachment();
        try {
            if (board.state == JavaBoard.State.CONNECTING) {
                board.connected(key, upgrade);
            } else {
                read(board);
            }
        } catch (IOException e) {
            lose(board);
        }
    }

    private void lose(JavaBoard board) {
        lost++;
        if (board.isUnanswered()) {
            unanswered--;
        }
        show(board, ValueTally.UNKNOWN);
        try {
            board.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(JavaBoard board) throws IOException {
        in.clear();
        if (board.channel.read(in) < 0) {
            lose(board);
            return;
        }
        in.flip();
        if (board.state == JavaBoard.State.ASKING) {
            board.takeAnswer(in, auth);
            unanswered--;
        } else {
            while (in.hasRemaining()) {
                takeFrame(board);
            }
        }
    }

    private void takeFrame(JavaBoard board) throws IOException {
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
        } else if (opcode == 0x1 && length == 1 && (in.get(at) == '0' || in.get(at) == '1')) {
            show(board, (byte) (in.get(at) - '0'));
        } else if (opcode == 0x1 && length == 2 && in.get(at) == 'O') {
            board.state = JavaBoard.State.IN;
        } else {
            throw new IllegalStateException("a board got something other than OK, 1, 0 and pings");
        }
    }

    private void show(JavaBoard board, byte value) {
        tally.changed(board.shown, value);
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
