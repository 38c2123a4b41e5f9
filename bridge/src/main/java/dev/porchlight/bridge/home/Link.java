package dev.porchlight.bridge.home;

/**
 * The gateway link as home knows it; it counts as lost from the start. Home loop only.
 *
 * <pre>
 *   UP ----------- away -----------&gt; DOWN ---- after voice.stale-after ----&gt; LAPSED
 *    ^                                 |                                       |
 *    +---- READY, RESUMED -------------+---------------------------------------+
 * </pre>
 */
final class Link {

    boolean up;

    /** When it was lost, on the scale of nanoTime; meaningless while up. */
    long downSince;

    /** Down for so long that nothing is known any more but this. */
    boolean lapsed;

    Link(long now) {
        this.downSince = now;
    }
}
