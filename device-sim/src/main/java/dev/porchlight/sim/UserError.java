package dev.porchlight.sim;

/** Something the person at the terminal can put right; the message is one clear sentence for them. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    private UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Words on the command line that mean nothing: exit code 2. */
    public static UserError usage(String message) {
        return new UserError(2, message);
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
