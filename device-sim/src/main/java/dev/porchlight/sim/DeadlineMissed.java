package dev.porchlight.sim;

/** Something that was waited for did not happen in time; the message says what did happen instead. */
public final class DeadlineMissed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was waited for, how long, and the state at the deadline */
    public DeadlineMissed(String message) {
        super(message);
    }
}
