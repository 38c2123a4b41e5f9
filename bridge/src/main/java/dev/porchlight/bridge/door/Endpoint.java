package dev.porchlight.bridge.door;

/** A feature's WebSocket endpoint. Called on the door loop alone: it must not wait. */
public interface Endpoint {

    /** What each socket is allowed; asked for once, by {@link Routes#webSocket}. */
    SocketLimits limits();

    /**
     * Called once before the door serves anybody, on the thread that opens it.
     *
     * @param doorLoop for news from other threads, and for messages to many sockets
     */
    default void attach(DoorLoop doorLoop) {}

    /** Decides an upgrade whose head is in order; what it throws becomes a 500. */
    Admission admit(Request request);
}
