package dev.porchlight.sim.bench;

/**
 * How many boards show the value that is wanted, and when the first and the last of them came to do so. One thread.
 *
 * <p>Invariant: {@link #have} counts those whose last {@link #shows} said the wanted value.
 */
final class ValueTally {
    static final byte UNKNOWN = -1;

    private byte wanted;
    private int have;
    private long firstAt;
    private long lastAt;

    /** From here on this value is counted; who shows it already is told with {@link #shows}. */
    void want(boolean on) {
        wanted = (byte) (on ? 1 : 0);
        have = 0;
        firstAt = 0;
        lastAt = 0;
    }

    /** A board that showed the value before shows it still: it is counted, and has no time. */
    void shows(byte value) {
        if (value == wanted) {
            have++;
        }
    }

    /** A board's value has become another, or unknown. */
    void changed(byte before, byte now) {
        if (before == now) {
            return;
        }
        if (now == wanted) {
            lastAt = System.nanoTime();
            firstAt = firstAt == 0 ? lastAt : firstAt;
            have++;
        } else if (before == wanted) {
            have--;
        }
    }

    int have() {
        return have;
    }

    /** {@link System#nanoTime()}; 0 while nobody has come to show it. */
    long firstAt() {
        return firstAt;
    }

    long lastAt() {
        return lastAt;
    }
}
