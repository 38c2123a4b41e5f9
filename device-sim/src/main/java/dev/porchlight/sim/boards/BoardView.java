package dev.porchlight.sim.boards;

import dev.porchlight.sim.DeadlineMissed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A board as a person with a serial console sees it: its LED, what it received, how often it connected.
 *
 * <p>Thread-safe. Every {@code await} throws {@link DeadlineMissed} when time is up.
 */
public abstract sealed class BoardView permits SimBoard {
    private final BoardState state;

    BoardView(Profile profile, int number, BoardListener listener, LightListener lights) {
        this.state = new BoardState(this, profile, number, listener, lights);
    }

    BoardState state() {
        return state;
    }

    public Profile profile() {
        return state.profile();
    }

    /** Which one it is among its {@link SimBoards}, from 1. */
    public int number() {
        return state.number();
    }

    /** Whether the LED is on. */
    public boolean lit() {
        return read(() -> state.lit);
    }

    /** Whether the server has said {@code OK} on the connection there is now. */
    public boolean authorised() {
        return read(() -> state.authorised);
    }

    /** The text messages received, trimmed, oldest first; the newest 256, over all connections. */
    public List<String> received() {
        return state.received();
    }

    /** The updates it was asked to make, taken or not, oldest first; the newest 256. */
    public List<Ota> otas() {
        return state.otas();
    }

    /** How often it began to connect. */
    public int attempts() {
        return read(() -> state.attempts);
    }

    /** How often a WebSocket was established. */
    public int connects() {
        return read(() -> state.connects);
    }

    /** How often the server said {@code NOAUTH}, over all connections. */
    public int noauths() {
        return read(() -> state.noauths);
    }

    /** Why the last connection ended, or the last attempt failed, in words. */
    public String lastDrop() {
        return read(() -> state.lastDrop);
    }

    /** Where this board's connection comes from; empty while it has none. */
    public Optional<InetSocketAddress> localAddress() {
        return read(() -> Optional.ofNullable(state.local));
    }

    private <T> T read(Supplier<T> what) {
        synchronized (state) {
            return what.get();
        }
    }

    public void awaitLit(boolean on, Duration deadline) {
        state.await("LED " + (on ? "on" : "off"), deadline, board -> board.lit == on);
    }

    public void awaitAuthorised(Duration deadline) {
        state.await("OK", deadline, board -> board.authorised);
    }

    /** Waits until the connection there was is gone, or at least no longer authorised. */
    public void awaitUnauthorised(Duration deadline) {
        state.await("loss of the connection", deadline, board -> !board.authorised);
    }

    /** Waits until n WebSockets were established, counted since the board was added. */
    public void awaitConnects(int n, Duration deadline) {
        state.await(n + " connections", deadline, board -> board.connects >= n);
    }

    /** Waits until n {@code NOAUTH}s came, counted since the board was added. */
    public void awaitNoauths(int n, Duration deadline) {
        state.await(n + " NOAUTHs", deadline, board -> board.noauths >= n);
    }

    /** Waits until that text is among {@link #received}. */
    public void awaitReceived(String text, Duration deadline) {
        state.await("message " + text, deadline, board -> board.received().contains(text));
    }

    /** Waits until it was asked for n updates, taken or not, counted since the board was added; n is at most 256. */
    public void awaitOtas(int n, Duration deadline) {
        state.await(n + " updates", deadline, board -> board.otas().size() >= n);
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
