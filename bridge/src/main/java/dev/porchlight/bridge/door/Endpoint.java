package dev.porchlight.bridge.door;

/** A feature's WebSocket endpoint. Called on the door loop alone: it must not wait. */
public interface Endpoint {

    /** What each socket is allowed; asked for once. */
    SocketLimits limits();

    /** Decides an upgrade whose head is in order. */
    Admission admit(Request request);
}
