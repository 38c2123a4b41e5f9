package dev.porchlight.hardware;

import java.util.concurrent.TimeUnit;

/**
 * When a relay may change next. Pure, with the caller's clock in nanoseconds; used by one thread. It keeps the times of the
 * last {@code maxPerMinute} changes, so any 60 s hold no more than that many.
 */
final class RelayGuard {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final long minOn;
    private final long minOff;
    private final long[] changes;
    private long count;
    private long last;

    /** @param opened the time since when the relay is taken to be as it is */
    RelayGuard(RelaySpec spec, long opened) {
        minOn = spec.minOn().toNanos();
        minOff = spec.minOff().toNanos();
        changes = new long[spec.maxPerMinute()];
        last = opened;
    }

    /**
     * How long a change still has to wait, in nanoseconds; 0 when it may be made now.
     *
     * @param to the state wished
     */
    long untilAllowed(boolean to, long now) {
        long rest = (to ? minOff : minOn) - (now - last);
        if (count >= changes.length) {
            long oldest = changes[(int) (count % changes.length)];
            rest = Math.max(rest, MINUTE - (now - oldest));
        }
        return Math.max(rest, 0);
    }

    /** It was put into a state, out of one that is not known. */
    void begins(long now) {
        last = now;
    }

    /** A change was made. */
    void changed(long now) {
        changes[(int) (count++ % changes.length)] = now;
        last = now;
    }
}
