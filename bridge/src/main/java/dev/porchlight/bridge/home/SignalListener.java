package dev.porchlight.bridge.home;

/** Hears of the changes of one watched rule, on the home loop. It only hands on: no waiting, no input or output. */
@FunctionalInterface
public interface SignalListener {

    /**
     * The value changed, or whether it is vouched for, or both; never called with what it heard before. What this throws is
     * logged and counted and stops neither the other listeners nor the loop.
     *
     * @param on the value now, delays included; of a stale rule the last one known
     * @param stale nobody vouches for the value any more
     * @param causeNanos {@link System#nanoTime()} when the gateway event behind the change was received; for what time
     *     alone brings about, such as the end of a delay, when its moment came
     */
    void changed(boolean on, boolean stale, long causeNanos);
}
