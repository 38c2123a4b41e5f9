package dev.porchlight.sim.discord;

import java.time.Duration;
import java.time.Instant;

/**
 * So many in such a time: the window opens with the first and, once over, everything may be had again. Discord counts
 * its limits so. Guarded by whoever owns it.
 */
final class Window {
    private final int limit;
    private final Duration length;
    private Instant end = Instant.MIN;
    private int taken;

    Window(int limit, Duration length) {
        if (limit < 1 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(limit + " in " + length + ": both have to be more than zero");
        }
        this.limit = limit;
        this.length = length;
    }

    /** Takes one; false when nothing is left in this window. */
    boolean take(Instant now) {
        turn(now);
        if (taken == 0) {
            end = now.plus(length);
        }
        if (taken == limit) {
            return false;
        }
        taken++;
        return true;
    }

    int limit() {
        return limit;
    }

    int remaining(Instant now) {
        turn(now);
        return limit - taken;
    }

    /** How long until everything may be had again; zero while nothing was taken. */
    Duration resetAfter(Instant now) {
        turn(now);
        return taken == 0 ? Duration.ZERO : Duration.between(now, end);
    }

    private void turn(Instant now) {
        if (!now.isBefore(end)) {
            taken = 0;
        }
    }
}
