package dev.porchlight.hardware;

/** What an output is left as when nobody drives it: at open before anything else, at close, and when the thread dies. */
public enum Safe {
    /** Off, whatever the wiring. */
    OFF,
    /** On, at its brightness for a light. */
    ON,
    /** As it is: at open the line is not touched until the first wish. */
    HOLD
}
