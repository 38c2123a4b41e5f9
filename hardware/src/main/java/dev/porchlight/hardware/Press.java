package dev.porchlight.hardware;

/**
 * What somebody did to a button.
 *
 * @param button its name
 * @param atNanos when the change that made it one was seen, by {@link System#nanoTime}: the cause of what follows
 */
public record Press(String button, Kind kind, long atNanos) {

    /** The three things a finger can say. */
    public enum Kind {
        /** Once, and let go before the hold time. */
        PRESS,
        /** Twice, shortly after each other. */
        DOUBLE,
        /** Kept down for the hold time; told then, not at the release. */
        HOLD
    }
}
