package dev.porchlight.bridge.home;

/** Hears of the changes of one signal, on the home loop. It only hands on: no waiting, no input or output. */
@FunctionalInterface
public interface SignalListener {

    /**
     * The signal changed; never called with the value it had before. What this throws is logged and counted and stops
     * neither the other listeners nor the loop.
     *
     * @param on the value now
     * @param causeNanos {@link System#nanoTime()} when the gateway event behind the change was received
     */
    void changed(boolean on, long causeNanos);
}
