package dev.porchlight.hardware;

/** One light of a {@link Board}. */
public interface Light {

    /**
     * Wishes what it shows. Any thread; returns at once. Only the latest wish counts.
     *
     * @param causeNanos {@link System#nanoTime} of what caused it, for the journal's {@code after_us}; 0 for none
     * @throws IllegalArgumentException for {@link Pattern#BREATHE} without PWM
     */
    void show(Look look, long causeNanos);
}
