package dev.porchlight.sim.junit;

/** The bridge did not start, or did not do as it was told; the message says what to do, or what the bridge said. */
public final class BridgeFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BridgeFailed(String message) {
        super(message);
    }

    BridgeFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
