package dev.porchlight.bridge.home;

/** One listener's hold on one signal, from {@link Home#watch}. */
public final class Watch implements AutoCloseable {

    private final Facts facts;
    private final Fact fact;
    final SignalListener listener;
    boolean closed;

    Watch(Facts facts, Fact fact, SignalListener listener) {
        this.facts = facts;
        this.fact = fact;
        this.listener = listener;
    }

    /** What is watched. Any thread. */
    public Signal signal() {
        return fact.signal;
    }

    /** The value now. Any thread. After {@link #close()} it is the last one known. */
    public boolean on() {
        return fact.on;
    }

    /** The listener hears no more; the last close of a signal forgets it. Home loop only; a second call does nothing. */
    @Override
    public void close() {
        facts.close(this, fact);
    }
}
