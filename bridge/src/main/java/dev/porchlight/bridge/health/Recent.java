package dev.porchlight.bridge.health;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * The last {@value #KEPT} durations of something, for a person who asks how it is just now. Takes from any thread and
 * allocates nothing; whoever asks meanwhile may see one more or one less of them.
 */
public final class Recent implements LongConsumer {

    static final int KEPT = 1_024;

    private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
    private final AtomicLong taken = new AtomicLong();

    /** One more, which takes the place of the oldest. */
    @Override
    public void accept(long duration) {
        nanos.set((int) (taken.getAndIncrement() & (KEPT - 1)), duration);
    }

    /** What 99 of a hundred did not exceed; empty while there is none. */
    public Optional<Duration> p99() {
        int count = (int) Math.min(taken.get(), KEPT);
        if (count == 0) {
            return Optional.empty();
        }
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = nanos.get(i);
        }
        Arrays.sort(sorted);
        return Optional.of(Duration.ofNanos(sorted[(count * 99 + 99) / 100 - 1]));
    }
}
