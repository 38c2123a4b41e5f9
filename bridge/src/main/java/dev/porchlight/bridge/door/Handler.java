package dev.porchlight.bridge.door;

/**
 * Answers one HTTP request. Runs on a virtual thread of its own and may wait; what it throws becomes a 500. One that has not
 * answered after {@link DoorLimits#exchangeTime()} is answered for, with 503; it is not interrupted.
 */
@FunctionalInterface
public interface Handler {
    /** Never null. */
    Answer handle(Request request) throws Exception;
}
