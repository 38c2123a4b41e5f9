package dev.porchlight.bridge.door;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** What the door has done since the start. Read from any thread; each number is right, two of them may be of different moments. */
public final class DoorCounts {

    final LongAdder accepted = new LongAdder();
    final LongAdder closed = new LongAdder();
    final LongAdder turnedAway = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder upgrades = new LongAdder();
    final LongAdder handlerErrors = new LongAdder();
    final LongAdder exchangesBegun = new LongAdder();
    final LongAdder exchangesEnded = new LongAdder();
    final LongAdder turns = new LongAdder();
    final LongAdder noRoom = new LongAdder();
    private volatile long bufferBytes; // written by the door loop alone
    private volatile LongConsumer answerNanos = nanos -> {};

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

    /**
     * Told of every answered request from now on, on the door loop.
     *
     * @param nanos from the handler's start until the kernel had taken the whole answer
     */
    public void timeAnswers(LongConsumer nanos) {
        answerNanos = nanos;
    }

    void answeredIn(long nanos) {
        answerNanos.accept(nanos);
    }

    /** Requests the door itself refused (malformed, unknown path, too large …). */
    public long refused() {
        return refused.sum();
    }

    /** WebSocket handshakes answered with 101. */
    public long upgrades() {
        return upgrades.sum();
    }

    /** HTTP handlers at work now, those included whose client is gone. */
    public long exchanging() {
        return exchangesBegun.sum() - exchangesEnded.sum();
    }

    /** Turns of the loop; one that is idle does not turn, but for a deadline now and then. */
    public long turns() {
        return turns.sum();
    }

    /** Bytes held for peers now: heads, bodies, fragments, what waits to be written. */
    public long bufferBytes() {
        return bufferBytes;
    }

    void bufferBytes(long now) {
        bufferBytes = now;
    }

    /** Requests and sockets refused because the buffers were full. */
    public long noRoom() {
        return noRoom.sum();
    }

    /** Handlers and tasks that threw. */
    public long handlerErrors() {
        return handlerErrors.sum();
    }
}
