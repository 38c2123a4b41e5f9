package dev.porchlight.bridge.door;

import java.util.concurrent.atomic.LongAdder;

/** What the door has done since the start; written by the loop, read from any thread. */
public final class DoorCounts {

    final LongAdder accepted = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder upgrades = new LongAdder();
    final LongAdder handlerErrors = new LongAdder();

    /** Connections open now. */
    public long open() {
        return accepted.sum() - closed.sum();
    }

    /** Connections accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** Connections closed at once because a connection limit was reached. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    /** HTTP requests handed to a handler. */
    public long requests() {
        return requests.sum();
    }

    /** Requests the door itself refused (malformed, unknown path, too large …). */
    public long refused() {
        return refused.sum();
    }

    /** WebSocket handshakes answered with 101. */
    public long upgrades() {
        return upgrades.sum();
    }

    /** Handlers and tasks that threw. */
    public long handlerErrors() {
        return handlerErrors.sum();
    }
}
