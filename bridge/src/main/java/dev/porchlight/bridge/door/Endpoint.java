package dev.porchlight.bridge.door;

import java.util.concurrent.Executor;

/** A feature's WebSocket endpoint. Called on the door loop alone: it must not wait. */
public interface Endpoint {

    /** What each socket is allowed; asked for once, by {@link Routes#webSocket}. */
    SocketLimits limits();

    /**
     * Called once before the door serves anybody, on the thread that opens it.
     *
     * @param doorLoop runs a task on the door loop soon; never waits; from any thread
     */
    default void attach(Executor doorLoop) {}

    /** Decides an upgrade whose head is in order; what it throws becomes a 500. */
    Admission admit(Request request);
}
