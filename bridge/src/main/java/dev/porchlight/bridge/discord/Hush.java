package dev.porchlight.bridge.discord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets each subject speak once in a while, so that a flood of the same trouble is one line a minute. Any thread. */
final class Hush {

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_SUBJECTS = 64;

    private final LongSupplier nanoTime;
    private final Map<String, Long> spokeAt = new LinkedHashMap<>();

    Hush(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether the subject may speak now; then it is silent for a minute. */
    synchronized boolean speaks(String subject) {
        long now = nanoTime.getAsLong();
        Long last = spokeAt.get(subject);
        if (last != null && now - last < PAUSE_NANOS) {
            return false;
        }
        if (spokeAt.size() >= MAX_SUBJECTS) {
            spokeAt.remove(spokeAt.keySet().iterator().next());
        }
        spokeAt.put(subject, now);
        return true;
    }
}
