package dev.porchlight.sim.attack;

/** The server did what it promised not to; the message says what, in one line. */
final class Unexpected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
        super(message, null, false, false);
    }
}
