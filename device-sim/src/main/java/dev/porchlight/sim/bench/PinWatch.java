package dev.porchlight.sim.bench;

import dev.porchlight.sim.wall.JournalTail;
import dev.porchlight.sim.wall.PinChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One light of a bridge, by its journal. One thread. */
final class PinWatch implements AutoCloseable {
    private static final long LOOK_NANOS = 500_000;

    private final JournalTail journal;
    private final String light;
    private Optional<PinChange> newest = Optional.empty();

    PinWatch(Path journal, String light) {
        this.journal = new JournalTail(journal);
        this.light = light;
    }

    /**
     * A write to the pin.
     *
     * @param nanos {@link System#nanoTime()} when it was done
     * @param afterMicros since the event had come
     */
    record Seen(long nanos, long afterMicros) {}

    /**
     * The write that made the light what is wanted.
     *
     * @throws IllegalStateException when there is none in time, or one that no event caused
     */
    Seen await(boolean on, Duration atMost) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        while (newest.isEmpty() || newest.get().on() != on) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(light + " was not switched " + (on ? "on" : "off") + " within "
                        + atMost.toSeconds() + " s; the journal's newest line of it: " + newest);
            }
            journal.poll().stream()
                    .filter(change -> change.name().equals(light))
                    .forEach(change -> newest = Optional.of(change));
            if (newest.isEmpty() || newest.get().on() != on) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        PinChange change = newest.get();
        return new Seen(
                change.nanos(),
                change.afterMicros()
                        .orElseThrow(() -> new IllegalStateException("no event is said to have caused " + change)));
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
