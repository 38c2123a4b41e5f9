package dev.porchlight.bridge.wall;

/** What an output does while nobody vouches for its rule, since Discord is away. */
enum WhenStale {
    /** Shows the last value known. */
    HOLD,
    /** Is off. */
    OFF,
    /** Blinks, whatever the last value was; lights only. */
    BLINK
}
