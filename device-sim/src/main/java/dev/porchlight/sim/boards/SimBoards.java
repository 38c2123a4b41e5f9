package dev.porchlight.sim.boards;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private static final int MAX_BOARDS = 20_000;

    private final Timing timing;
    private final BoardLoop loop;
    private final List<SimBoard> boards = new CopyOnWriteArrayList<>();
    private final List<LightListener> listeners = new CopyOnWriteArrayList<>();

    private SimBoards(Timing timing) throws IOException {
        this.timing = timing;
        this.loop = new BoardLoop();
    }

    /** Boards with {@link Timing#calm} reconnects; nothing connects before a board is added. */
    public static SimBoards start() {
        return start(Timing.calm());
    }

    /** Boards with a timing of your own, for instance {@link Timing#stock} or one with short pings. */
    public static SimBoards start(Timing timing) {
        try {
            SimBoards boards = new SimBoards(timing);
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
        SimBoard board = new SimBoard(profile, boards.size() + 1, this::changed);
        BoardLink link = new BoardLink(loop, board, parsed, remote, from, token, timing);
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
        listeners.add(listener);
    }

    private void changed(SimBoard board, boolean on) {
        listeners.forEach(listener -> listener.light(board, on));
    }

    /** Switches every board off: TCP connections are dropped. Waits for the thread to end, a second at most. */
    @Override
    public void close() {
        loop.close();
    }
}
