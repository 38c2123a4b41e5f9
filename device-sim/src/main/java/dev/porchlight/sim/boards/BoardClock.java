package dev.porchlight.sim.boards;

/**
 * One board's own idea of time, in nanoseconds since it was made; it may run fast or slow. On the boards' thread.
 *
 * <p>Invariant: {@code now()} never goes back, and at {@code realAt(t)} or later it is at least t.
 */
final class BoardClock {
    /** No time at all: later than any other. */
    static final long NEVER = Long.MAX_VALUE;

    private final BoardTime time;
    private long realBase;
    private long base;
    private double rate = 1;

    BoardClock(BoardTime time) {
        this.time = time;
        this.realBase = time.nanos();
    }

    long now() {
        return base + (long) ((time.nanos() - realBase) * rate);
    }

    /** When the room's time will be there; never for {@link #NEVER}. */
    long realAt(long boardNanos) {
        if (rate == 1) {
            return realBase + (boardNanos - base);
        }
        return realBase + (long) Math.ceil((boardNanos - base) / rate) + 1; // +1: never a rounding too early
    }

    /** From here on it runs that much fast (above 0) or slow (below 0). */
    void drift(double percent) {
        base = now();
        realBase = time.nanos();
        rate = 1 + percent / 100;
    }
}
