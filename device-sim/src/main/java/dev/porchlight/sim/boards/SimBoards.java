package dev.porchlight.sim.boards;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A room full of simulated boards, all served by one thread.
 *
 * <pre>{@code
 * try (SimBoards boards = SimBoards.start()) {
 *     SimBoard lamp = boards.add(Profile.ESP8266, "ws://127.0.0.1:8080/ws", "token");
 *     lamp.awaitAuthorised(Duration.ofSeconds(5));
 *     lamp.awaitLit(true, Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Thread-safe. At most {@value #MAX_BOARDS} boards.
 */
public final class SimBoards implements AutoCloseable {
    /** The most boards one room takes, closed ones too. */
    public static final int MAX_BOARDS = 20_000;

    private final Timing timing;
    private final BoardTime time;
    private final BoardLoop loop;
    private final List<SimBoard> boards = new CopyOnWriteArrayList<>();
    private final List<LightListener> lights = new CopyOnWriteArrayList<>();
    private final BoardListeners listeners = new BoardListeners();

    private SimBoards(Timing timing, BoardTime time) throws IOException {
        this.timing = timing;
        this.time = time;
        this.loop = new BoardLoop(time);
    }

    /** Boards with {@link Timing#calm} reconnects; nothing connects before a board is added. */
    public static SimBoards start() {
        return start(Timing.calm());
    }

    /** Boards with a timing of your own, for instance {@link Timing#stock} or one with short pings. */
    public static SimBoards start(Timing timing) {
        return start(timing, BoardTime.ofTheMachine());
    }

    /** Boards for which no time passes but by {@link #advance}: a test of 15 s pings need not wait for any. */
    public static SimBoards startWithTimeByHand(Timing timing) {
        return start(timing, BoardTime.byHand());
    }

    private static SimBoards start(Timing timing, BoardTime time) {
        try {
            SimBoards boards = new SimBoards(timing, time);
            boards.loop.start();
            return boards;
        } catch (IOException e) {
            throw new IllegalStateException("no selector can be opened", e);
        }
    }

    /**
     * Switches a board on: it connects at once and, unless it is closed, for ever again.
     *
     * @param url {@code ws://host:port/path?query}
     * @param token sent as {@code AUTH:<token>}
     * @throws IllegalArgumentException when the URL is not one a board can use
     */
    public SimBoard add(Profile profile, String url, String token) {
        return add(profile, url, token, null);
    }

    /** As {@link #add(Profile, String, String)}, from that local address (127.0.0.2 is another board than 127.0.0.1). */
    public SimBoard add(Profile profile, String url, String token, InetAddress from) {
        if (boards.size() >= MAX_BOARDS) {
            throw new IllegalStateException("there are " + MAX_BOARDS + " boards already");
        }
        BoardUrl parsed = BoardUrl.parse(profile, url);
        InetSocketAddress remote = new InetSocketAddress(parsed.host(), parsed.port());
        if (remote.isUnresolved()) {
            throw new IllegalArgumentException("no such host: " + parsed.host());
        }
        SimBoard board = new SimBoard(profile, boards.size() + 1, listeners, this::changed);
        BoardLink link = new BoardLink(loop, board.state(), new Route(parsed, remote, from), token, timing);
        board.plug(link);
        boards.add(board);
        loop.post(link::connect);
        return board;
    }

    /** Every board that was added, in that order, closed ones too. */
    public List<SimBoard> all() {
        return List.copyOf(boards);
    }

    /** Calls the listener for every LED that changes from now on. */
    public void onLight(LightListener listener) {
        lights.add(listener);
    }

    /** Calls the listener for everything that boards do from now on. */
    public void listen(BoardListener listener) {
        listeners.add(listener);
    }

    /**
     * Lets so much time pass for every board, alarm by alarm: pings, time-outs, reconnects. What they send has left them when
     * this returns; what servers answer has not yet come.
     *
     * @throws IllegalStateException unless made by {@link #startWithTimeByHand}
     */
    public void advance(Duration passes) {
        if (!time.isByHand() || passes.isNegative()) {
            throw new IllegalStateException("time passes by itself here, and never backwards");
        }
        loop.advance(passes.toNanos());
    }

    private void changed(SimBoard board, boolean on) {
        lights.forEach(listener -> listener.light(board, on));
    }

    /** Switches every board off: TCP connections are dropped. Waits for the thread to end, a second at most. */
    @Override
    public void close() {
        loop.close();
    }
}
