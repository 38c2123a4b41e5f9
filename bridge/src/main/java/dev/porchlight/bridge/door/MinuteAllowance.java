package dev.porchlight.bridge.door;

/**
 * So many of something in a minute, which begins with the first one after the last minute: log lines, failures. Computes
 * only; for one thread.
 */
public final class MinuteAllowance {

    private static final long MINUTE_NANOS = 60 * 1_000_000_000L;

    private final int most;
    private long began;
    private int taken;

    /** @param most in a minute, at least 1 */
    public MinuteAllowance(int most) {
        this.most = most;
    }

    /**
     * Takes one if there is one left.
     *
     * @param now {@link System#nanoTime()}
     */
    public boolean take(long now) {
        if (taken == 0 || now - began >= MINUTE_NANOS) {
            began = now;
            taken = 0;
        }
        if (taken == most) {
            return false;
        }
        taken++;
        return true;
    }

    /** Whether there is none left at this {@link System#nanoTime()}. */
    public boolean usedUp(long now) {
        return taken == most && now - began < MINUTE_NANOS;
    }
}
