package dev.porchlight.bridge.door;

/** A peer broke RFC 6455, or wants more than there is room for; carries the close code that answers it. */
final class ProtocolViolation extends Exception {

    private static final long serialVersionUID = 1;

    private final int closeCode;

    ProtocolViolation(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    static ProtocolViolation noRoom() {
        return new ProtocolViolation(CloseCode.TRY_AGAIN_LATER, "no room for its bytes");
    }

    int closeCode() {
        return closeCode;
    }
}
