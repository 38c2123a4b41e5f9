package dev.porchlight.bridge.devices;

/** What boards show of a rule that nobody vouches for any more. */
public enum WhenStale {
    /** The last value stays. */
    HOLD,
    /** They go dark until it is known again. */
    OFF;

    boolean shown(boolean on, boolean stale) {
        return on && !(stale && this == OFF);
    }
}
