package dev.porchlight.sim;

/** Something the person at the terminal can put right; the message is one clear sentence for them. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    private UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** A setting that cannot be used: exit code 78. */
    public static UserError setting(String message) {
        return new UserError(78, message);
    }

    /** The program on the other side is not there: exit code 69. */
    public static UserError unavailable(String message) {
        return new UserError(69, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
