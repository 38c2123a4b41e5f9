package dev.porchlight.sim.boards;

/**
 * The time that all boards of a room live by: the machine's, or one that stands still until it is moved by hand.
 *
 * <p>Any thread reads; the boards' thread moves. Invariant: it never goes back.
 */
final class BoardTime {
    private final boolean byHand;
    private volatile long nanos;

    private BoardTime(boolean byHand) {
        this.byHand = byHand;
    }

    static BoardTime ofTheMachine() {
        return new BoardTime(false);
    }

    static BoardTime byHand() {
        return new BoardTime(true);
    }

    boolean isByHand() {
        return byHand;
    }

    long nanos() {
        return byHand ? nanos : System.nanoTime();
    }

    void moveTo(long newNanos) {
        nanos = Math.max(nanos, newNanos);
    }
}
