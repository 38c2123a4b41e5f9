package dev.porchlight.sim.boards;

/** The faults in force on one board. On the boards' thread. */
final class Faults {
    static final int FULL_SPEED = Integer.MAX_VALUE;

    boolean notReading;
    boolean notAnswering;
    boolean storm;
    boolean halfOpen;
    boolean wrongToken;
    int bytesPerSecond = FULL_SPEED;

    /** How much is taken at a time: about a twentieth of a second's worth, at least one byte. */
    int bytesAtATime() {
        return bytesPerSecond == FULL_SPEED ? FULL_SPEED : Math.max(1, bytesPerSecond / 20);
    }

    /** How long the board then rests. */
    long restNanos(int taken) {
        return bytesPerSecond == FULL_SPEED ? 0 : taken * 1_000_000_000L / bytesPerSecond;
    }

    boolean slow() {
        return notReading || bytesPerSecond != FULL_SPEED;
    }
}
