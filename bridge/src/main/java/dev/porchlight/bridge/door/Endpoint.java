package dev.porchlight.bridge.door;

/** A feature's WebSocket endpoint. Called on the door loop alone: it must not wait. */
public interface Endpoint {

    /** What each socket is allowed; asked for once, by {@link Routes#webSocket}. */
    SocketLimits limits();

    /** Decides an upgrade whose head is in order; what it throws becomes a 500. */
    Admission admit(Request request);
}
