package dev.porchlight.bridge.home;

import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of voice that nobody has vouched for in a while.
 *
 * @param after how long stale voice keeps its last value whatever {@code when} says; more than zero
 * @param when what holds afterwards
 */
public record StalePolicy(Duration after, When when) {

    /** The default: five minutes, then still the last value. */
    public static final StalePolicy DEFAULT = new StalePolicy(Duration.ofMinutes(5), When.HOLD);

    public StalePolicy {
        Objects.requireNonNull(when, "when");
        if (!after.isPositive()) {
            throw new IllegalArgumentException("stale-after must be more than zero, not " + after);
        }
    }

    /** What stale voice counts as. */
    public enum When {
        /** The last value stays. */
        HOLD,
        /** A stale guild counts as empty until it is fresh again. */
        OFF
    }
}
