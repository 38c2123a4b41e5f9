package dev.porchlight.sim.boards;

/** Why a connection ended, or an attempt failed. */
public enum DropReason {
    CANNOT_CONNECT("TCP connection refused or lost while connecting"),
    NO_ANSWER("no WebSocket in time"),
    REFUSED("the answer was not an acceptable 101"),
    CLOSED("close frame from the server"),
    ENDED("TCP connection ended by the server without a close frame"),
    LOST("TCP connection reset or broken"),
    NO_PONG("two pongs missed"),
    BAD_FRAME("a frame the board cannot take"),
    FAULT("a fault of the board's own"),
    OTA("an update");

    private final String words;

    DropReason(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }
}
