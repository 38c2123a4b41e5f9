package dev.porchlight.bridge.settings;

import java.io.Serial;

/**
 * The program cannot run until a person mends something: settings, a port in use, a refused token. The message is one
 * clear line for that person (or several, for several mistakes); the process ends with {@value #EXIT_CODE}.
 */
public class CannotStart extends RuntimeException {

    /** EX_CONFIG of sysexits.h: a supervisor that knows it does not try again. */
    public static final int EXIT_CODE = 78;

    @Serial
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
