package dev.porchlight.bridge.home;

import java.time.Duration;

/**
 * How long a rule must have had a value before it counts, so that whoever drops out for a moment turns no light off. A value
 * that goes back within its delay is never told.
 *
 * @param onAfter before it counts as on, zero to {@link #MAX}
 * @param offAfter before it counts as off, zero to {@link #MAX}
 */
public record Delays(Duration onAfter, Duration offAfter) {

    /** The longest delay. */
    public static final Duration MAX = Duration.ofHours(24);

    /** Every value counts at once. */
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);

    public Delays {
        check("on-after", onAfter);
        check("off-after", offAfter);
    }

    private static void check(String name, Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(name + " is from 0 to 24 hours, not " + delay);
        }
    }

    Duration before(boolean on) {
        return on ? onAfter : offAfter;
    }
}
