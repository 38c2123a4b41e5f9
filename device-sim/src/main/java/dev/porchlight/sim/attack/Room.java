package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Child;
import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.bench.Tap;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.boards.Timing;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One bridge with stock boards, and the moment at which each change had reached all of them. Boards stand at the addresses
 * 127.1.0.1 to 127.1.0.100.
 *
 * <p>The boards' thread counts, one other thread asks.
 */
final class Room implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tap tap;
    private final Child process;
    private final InetSocketAddress address;
    private final SimBoards boards = SimBoards.start(Timing.stock());
    private boolean wanted;
    private int missing;
    private long lastAt;
    private int wrong;

    /** @param setup with a folder for this room alone */
    Room(Setup setup, SimDiscord discord, int size) throws IOException {
        Files.createDirectories(setup.folder());
        tap = new Tap(discord.port()).start();
        process = setup.bridge(discord.apiUrl(), tap.url(), !setup.aotFlags().isEmpty());
        address = Setup.awaitAddress(process);
        Setup.awaitDiscord(process);
        boards.onLight(this::light);
        List<Profile> profiles = List.of(Profile.values());
        for (int i = 0; i < size; i++) {
            Profile profile = profiles.get(i % profiles.size());
            boards.add(profile, "ws://127.0.0.1:" + address.getPort() + "/ws", Setup.TOKEN, Target.neighbour(i));
        }
        boards.all().forEach(board -> board.awaitAuthorised(PATIENCE));
    }

    Child process() {
        return process;
    }

    InetSocketAddress address() {
        return address;
    }

    Path log() {
        return process.output();
    }

    /** Before each change: what the boards will show, and none does yet. */
    synchronized void expect(boolean on) {
        wanted = on;
        missing = boards.all().size();
        tap.arm();
    }

    private synchronized void light(SimBoard board, boolean on) {
        if (on != wanted || missing == 0) {
            wrong++;
            return;
        }
        lastAt = System.nanoTime();
        if (--missing == 0) {
            notifyAll();
        }
    }

    /** Whether every board shows the change by then. */
    synchronized boolean haveAll(long deadlineNanos) throws InterruptedException {
        for (long left = 1; missing > 0 && left > 0; left = deadlineNanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, deadlineNanos - System.nanoTime()));
        }
        return missing == 0;
    }

    synchronized int missing() {
        return missing;
    }

    /** Whether anything has left Discord for this bridge since the change was expected. */
    boolean told() {
        return tap.passedAt() != 0;
    }

    /** Waits until every board shows the change; how many do not when the time is up. */
    synchronized int awaitAll(long deadlineNanos) throws InterruptedException {
        boolean ignored = haveAll(deadlineNanos);
        int without = missing;
        missing = 0;
        return without;
    }

    /** From the change leaving Discord for this bridge to the last board showing it, in milliseconds. */
    synchronized double lastMillis() {
        return (lastAt - tap.passedAt()) / 1e6;
    }

    /** LEDs that changed to a value nobody had set, or came later than anybody waited for. */
    synchronized int wrong() {
        return wrong;
    }

    /** Boards that have lost their first connection, however well they are now. */
    long lost() {
        return boards.all().stream()
                .filter(board -> board.connects() != 1 || !board.authorised())
                .count();
    }

    /** Of one that was lost. */
    String whyLost() {
        return boards.all().stream()
                .filter(board -> board.connects() != 1 || !board.authorised())
                .findFirst()
                .map(SimBoard::lastDrop)
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        boards.close();
        process.close();
        tap.close();
    }
}
