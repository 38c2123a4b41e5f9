package dev.porchlight.sim.fleet;

import dev.porchlight.sim.boards.BoardListener;
import dev.porchlight.sim.boards.DropReason;
import dev.porchlight.sim.boards.Ota;
import dev.porchlight.sim.boards.SimBoard;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a fleet lives through. The boards' thread tells, any other asks; thread-safe. Once {@link #stop} was called nothing is
 * counted any more.
 */
final class FleetStats implements BoardListener {
    /** Different ways in which attempts failed or connections ended, in words; more are counted together. */
    private static final int MOST_WORDS = 20;

    private final Distribution toAuthorised = new Distribution();
    private final ChangeSpread spread = new ChangeSpread();
    private final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    private final Map<String, Integer> failures = new TreeMap<>();
    private final BitSet authorised = new BitSet();
    private final BitSet authorisedOnce = new BitSet();
    private final BitSet disturbed = new BitSet();
    private final BitSet dropped = new BitSet();
    private int reconnects;
    private int noauths;
    private int updates;
    private long ons;
    private long offs;
    private boolean stopped;

    @Override
    public synchronized void authorised(SimBoard board, Duration sinceConnect) {
        if (stopped) {
            return;
        }
        toAuthorised.add(sinceConnect.toNanos());
        if (authorisedOnce.get(board.number())) {
            reconnects++;
        }
        authorised.set(board.number());
        authorisedOnce.set(board.number());
    }

    @Override
    public synchronized void value(SimBoard board, boolean on) {
        if (stopped) {
            return;
        }
        if (on) {
            ons++;
        } else {
            offs++;
        }
        if (!disturbed.get(board.number())) {
            spread.value(board.number(), on, System.nanoTime());
        }
    }

    @Override
    public synchronized void noauth(SimBoard board) {
        if (!stopped) {
            noauths++;
        }
    }

    @Override
    public synchronized void ota(SimBoard board, Ota ota) {
        if (!stopped) {
            updates++;
        }
    }

    @Override
    public synchronized void dropped(
            SimBoard board, DropReason reason, boolean wasOpen, boolean wasAuthorised, String words) {
        if (stopped) {
            return;
        }
        authorised.clear(board.number());
        spread.lost(board.number(), System.nanoTime());
        if (wasAuthorised) {
            drops.merge(reason, 1, Integer::sum);
            dropped.set(board.number());
        } else if (reason != DropReason.FAULT) {
            String key = failures.size() < MOST_WORDS || failures.containsKey(words) ? words : "something else";
            failures.merge(key, 1, Integer::sum);
        }
    }

    /** The board got a fault of its own: what becomes of it says nothing about the server. */
    synchronized void disturb(SimBoard board) {
        disturbed.set(board.number());
        spread.lost(board.number(), System.nanoTime());
    }

    synchronized boolean isDisturbed(SimBoard board) {
        return disturbed.get(board.number());
    }

    synchronized void stop() {
        stopped = true;
    }

    synchronized int authorisedNow() {
        return authorised.cardinality();
    }

    synchronized int reconnects() {
        return reconnects;
    }

    synchronized int failures() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int dropped() {
        return drops.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Adds up what there is; once, after {@link #stop}. */
    synchronized FleetReport report(int count, Iterable<SimBoard> boards, Duration took) {
        int lit = 0;
        int healthy = 0;
        int stayed = 0;
        for (SimBoard board : boards) {
            int number = board.number();
            lit += board.lit() ? 1 : 0;
            if (!disturbed.get(number)) {
                healthy++;
                stayed += authorised.get(number) && !dropped.get(number) ? 1 : 0;
            }
        }
        int never = count - authorisedOnce.cardinality();
        return new FleetReport(
                new FleetReport.Boards(
                        count, healthy + neverAdded(boards, count), stayed, authorised.cardinality(), never, lit),
                new FleetReport.Events(reconnects, noauths, updates, ons, offs),
                toAuthorised.percentiles(),
                new FleetReport.Changes(
                        spread.changes(),
                        spread.complete(),
                        spread.spreads().percentiles(),
                        spread.behindFirst().percentiles()),
                new EnumMap<>(drops),
                new TreeMap<>(failures),
                took);
    }

    private static int neverAdded(Iterable<SimBoard> boards, int count) {
        int added = 0;
        for (SimBoard ignored : boards) {
            added++;
        }
        return count - added;
    }
}
