package dev.porchlight.hardware;

/** Time as {@link System#nanoTime} has it; a test's own. */
@FunctionalInterface
interface Clock {

    /** Nanoseconds since some moment, which may be negative. */
    long nanos();
}
