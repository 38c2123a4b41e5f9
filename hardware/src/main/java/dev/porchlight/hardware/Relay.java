package dev.porchlight.hardware;

/** One relay of a {@link Board}. */
public interface Relay {

    /**
     * Wishes whether it is on. Any thread; returns at once. Only the latest wish counts, and its protection may delay it.
     *
     * @param causeNanos {@link System#nanoTime} of what caused it, for the journal's {@code after_us}; 0 for none
     */
    void want(boolean on, long causeNanos);
}
