package dev.porchlight.hardware;

/** The wall cannot be opened as set up; the message is for the person who set it up and says what to do. */
public final class HardwareException extends Exception {

    private static final long serialVersionUID = 1;

    /** With nothing behind it. */
    public HardwareException(String message) {
        super(message);
    }

    /** With what the library or the system said. */
    public HardwareException(String message, Throwable cause) {
        super(message, cause);
    }
}
