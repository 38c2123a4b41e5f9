package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A fleet in C, a process of its own: it needs a fraction of the time that {@link JavaFleet} needs for a board, and none of
 * this JVM's. {@code scripts/bench.d/fleet.c} says what it is told and what it answers.
 *
 * <p>The measuring thread only. Invariant: a command is said when the one before was answered.
 */
final class NativeFleet implements Fleet {
    /** What the program may need on top of its own deadline. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final LineProcess process;
    private final int size;
    private Duration patience = Duration.ZERO;

    NativeFleet(NativeTools tools, InetSocketAddress server, String path, String token, int size, int inFlight)
            throws IOException {
        this.size = size;
        this.process = new LineProcess(
                tools.folder(),
                List.of(tools.program("fleet"), "" + server.getPort(), path, token, "" + size, "" + inFlight));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Took connect(boolean value, Duration atMost) {
        process.say("connect " + bit(value) + " " + atMost.toMillis());
        long[] at = hearInTime("connected", 5, atMost);
        return new Took(at[3] - at[0], at[1] - at[0], at[2] - at[0], at[4]);
    }

    @Override
    public void want(boolean on, Duration atMost) {
        patience = atMost;
        process.say("want " + bit(on) + " " + atMost.toMillis());
        process.hear("wanting", 0, SLACK);
    }

    @Override
    public Shown awaitAll() {
        long[] at = hearInTime("all", 3, patience);
        return new Shown(at[0], at[1], at[2]);
    }

    @Override
    public long drain(boolean on, Act change, Duration atMost) throws IOException {
        process.say("hold " + bit(on));
        process.hear("holding", 0, SLACK);
        change.run();
        process.say("go " + atMost.toMillis());
        long began = process.hear("going", 1, SLACK)[0];
        patience = atMost;
        return awaitAll().lastAt() - began;
    }

    private long[] hearInTime(String kind, int numbers, Duration atMost) {
        try {
            return process.hear(kind, numbers, atMost.plus(SLACK));
        } catch (BadAnswer e) {
            if (e.line().startsWith("late ")) {
                long[] late = BadAnswer.parse("fleet", e.line(), "late", 2);
                throw Fleet.tooFew(size, late[0], late[1]);
            }
            throw e;
        }
    }

    /** It answers pings without being asked to. */
    @Override
    public void idle(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void cut() {
        process.say("cut");
        process.hear("cut", 0, SLACK);
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
