package dev.porchlight.bridge.devices;

/** How many lines of one kind the log takes in a minute. Computes only; for one thread. */
final class LineAllowance {

    private static final long MINUTE_NANOS = 60 * 1_000_000_000L;

    private final int linesAMinute;
    private long minuteBegan;
    private int linesThisMinute;

    LineAllowance(int linesAMinute) {
        this.linesAMinute = linesAMinute;
    }

    /**
     * Takes a line if there is one left. A minute begins with the first line after the last one.
     *
     * @param now {@link System#nanoTime()}
     */
    boolean take(long now) {
        if (linesThisMinute == 0 || now - minuteBegan >= MINUTE_NANOS) {
            minuteBegan = now;
            linesThisMinute = 0;
        }
        if (linesThisMinute == linesAMinute) {
            return false;
        }
        linesThisMinute++;
        return true;
    }
}
