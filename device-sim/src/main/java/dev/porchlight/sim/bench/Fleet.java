package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * Many boards in front of one server, told when to connect and asked when they show a value. In C where there is a
 * compiler, else in this JVM; {@link Fleets} chooses.
 *
 * <p>One thread, the measuring one. All times are {@link System#nanoTime()}, those of the C fleet too: both read
 * {@code CLOCK_MONOTONIC}.
 */
public interface Fleet extends AutoCloseable {
    /**
     * How long a storm took.
     *
     * @param nanos from the first reset to the last board with its value
     * @param cutNanos until the last board was cut
     * @param openedNanos until the last board had begun to connect
     * @param fleetCpuNanos what the fleet worked meanwhile
     */
    record Took(long nanos, long cutNanos, long openedNanos, long fleetCpuNanos) {}

    /**
     * When a change was seen.
     *
     * @param fleetCpuNanos what the fleet worked since it wanted the value
     */
    record Shown(long firstAt, long lastAt, long fleetCpuNanos) {}

    /** Something that has the server change the value, and returns when every board was written to. */
    @FunctionalInterface
    interface Act {
        void run() throws IOException;
    }

    int size();

    /**
     * Cuts what is connected with a reset, connects every board, and waits until each is let in and has its value.
     *
     * @throws IllegalStateException when a board was lost meanwhile or the time was up, with their numbers
     */
    Took connect(boolean value, Duration atMost) throws IOException;

    /** From here on boards that get this value are counted. */
    void want(boolean on, Duration atMost) throws IOException;

    /**
     * Waits until every board shows the value that is wanted.
     *
     * @throws IllegalStateException when the time was up, with the number of those that do
     */
    Shown awaitAll() throws IOException;

    /** Boards do what boards do while nothing changes: answer pings. */
    void idle(Duration time) throws IOException;

    /** How long all boards take to read a change when nothing keeps them waiting: every frame is there before they begin. */
    long drain(boolean on, Act change, Duration atMost) throws IOException;

    /** Resets every connection. */
    void cut() throws IOException;

    @Override
    void close() throws IOException;

    /** What is thrown when not every board shows its value. */
    static IllegalStateException tooFew(int size, long have, long lost) {
        return new IllegalStateException(
                String.format(Locale.ROOT, "of %d boards only %d had their value in time (%d lost)", size, have, lost));
    }
}
