package dev.porchlight.bridge.door;

/** Lets a log line pass at most once a minute, however often its cause comes. Door loop only. */
final class OnceAMinute {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private long spokeAt;
    private boolean spoke;

    /** Whether to speak at this {@link System#nanoTime()}. */
    boolean speaks(long now) {
        if (spoke && now - spokeAt < MINUTE_NANOS) {
            return false;
        }
        spoke = true;
        spokeAt = now;
        return true;
    }
}
