package dev.porchlight.sim.fleet;

import dev.porchlight.sim.boards.SimBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Breaks boards as planned, the same ones for the same seed. A lasting fault comes when its board is first authorised (a wrong
 * token at once); events hit any board that has no lasting one. One thread: that of the command.
 */
final class FaultMaker {
    private final FaultPlan plan;
    private final FleetStats stats;
    private final Random random;
    private final Map<Integer, Fault> lasting = new HashMap<>();
    private final Map<Fault, Double> owed = new EnumMap<>(Fault.class);

    FaultMaker(FaultPlan plan, int count, long seed, FleetStats stats) {
        this.plan = plan;
        this.stats = stats;
        this.random = new Random(seed);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, random);
        plan.shares().forEach((fault, percent) -> {
            long boards = fault.isEvent() ? 0 : Math.round(percent / 100 * count);
            for (long i = 0; i < boards && !numbers.isEmpty(); i++) {
                lasting.put(numbers.removeLast(), fault);
            }
        });
    }

    /** To be called for every board that was added. */
    void added(SimBoard board) {
        if (lasting.containsKey(board.number())) {
            stats.disturb(board);
            if (lasting.get(board.number()) == Fault.WRONG_TOKEN) {
                happen(board, lasting.remove(board.number()));
            }
        }
    }

    /** To be called again and again, with the time since the last call. */
    void tick(List<SimBoard> boards, Duration passed) {
        for (SimBoard board : boards) {
            if (lasting.containsKey(board.number()) && board.authorised()) {
                happen(board, lasting.remove(board.number()));
            }
        }
        plan.shares().forEach((fault, percent) -> {
            if (fault.isEvent() && !boards.isEmpty()) {
                double due = owed.merge(fault, boards.size() * percent / 100 * passed.toNanos() / 60e9, Double::sum);
                for (; due >= 1; due--) {
                    event(fault, boards.get(random.nextInt(boards.size())));
                }
                owed.put(fault, due);
            }
        });
    }

    private void event(Fault fault, SimBoard board) {
        if (board.authorised()) {
            stats.disturb(board);
            happen(board, fault);
        }
    }

    private void happen(SimBoard board, Fault fault) {
        fault.happen(board, random.nextLong());
    }
}
