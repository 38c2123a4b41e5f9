package dev.porchlight.sim.soak;

import dev.porchlight.sim.bench.Setup;
import dev.porchlight.sim.boards.BoardListener;
import dev.porchlight.sim.boards.DropReason;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * All boards: every profile, half of them with a plain URL, the others watching each signal in turn, each from an address of
 * its own. Their thread calls the listener's methods, one other the rest.
 */
final class Lamps implements BoardListener, AutoCloseable {
    private static final int MOST_TOLD_OF = 10;

    private final SimBoards boards = SimBoards.start();
    private final List<Lamp> lamps = new ArrayList<>();
    private final LongAdder values = new LongAdder();
    private final LongAdder drops = new LongAdder();
    private final List<String> blinks = new ArrayList<>();
    private volatile Expectation held;

    Lamps(InetSocketAddress door, List<Sight> sights, int count) {
        boards.listen(this);
        List<Profile> profiles = List.of(Profile.values());
        for (int i = 0; i < count; i++) {
            lamps.add(new Lamp(i % 2 == 0 ? Sight.plain() : sights.get(i / 2 % sights.size())));
        }
        for (int i = 0; i < count; i++) {
            Lamp lamp = lamps.get(i);
            String url =
                    "ws://127.0.0.1:" + door.getPort() + "/ws" + lamp.sight().query();
            lamp.plug(boards.add(profiles.get(i % profiles.size()), url, Setup.TOKEN, address(i)));
        }
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 1, (byte) (number / 250), (byte) (1 + number % 250)});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    void awaitAll(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        for (Lamp lamp : lamps) {
            lamp.board().awaitAuthorised(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    List<Lamp> all() {
        return lamps;
    }

    Lamp at(int number) {
        return lamps.get(number);
    }

    /** Values received by all of them so far. */
    long values() {
        return values.sum();
    }

    /** Connections lost or not had so far. */
    long drops() {
        return drops.sum();
    }

    /** From here on every value that is another one is noted; null for no longer. {@code discord:offline} is not looked at. */
    void hold(Expectation expectation) {
        synchronized (blinks) {
            blinks.clear();
        }
        held = expectation;
    }

    /** Boards that were told something else since {@link #hold}, in words. */
    List<String> blinks() {
        synchronized (blinks) {
            return List.copyOf(blinks);
        }
    }

    @Override
    public void authorised(SimBoard board, Duration sinceConnect) {
        lamps.get(board.number() - 1).untold();
    }

    @Override
    public void value(SimBoard board, boolean on) {
        Lamp lamp = lamps.get(board.number() - 1);
        lamp.told(on);
        values.increment();
        Expectation now = held;
        if (now != null && !lamp.sight().isOffline() && now.of(lamp.sight()) != on) {
            synchronized (blinks) {
                if (blinks.size() < MOST_TOLD_OF) {
                    blinks.add(lamp.describe(!on) + ", though all had been right a moment before");
                }
            }
        }
    }

    @Override
    public void dropped(SimBoard board, DropReason reason, boolean wasOpen, boolean wasAuthorised, String words) {
        lamps.get(board.number() - 1).untold();
        drops.increment();
    }

    @Override
    public void close() {
        boards.close();
    }
}
