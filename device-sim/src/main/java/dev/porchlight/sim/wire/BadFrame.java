package dev.porchlight.sim.wire;

/** The peer broke RFC 6455; carries the close code that says so. */
public final class BadFrame extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int closeCode;

    BadFrame(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    public int closeCode() {
        return closeCode;
    }
}
