package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is allocated for a change: the figure without noise, since it counts bytes and no time. The JVM counts them by
 * thread. The measuring thread only.
 */
final class AllocationBench {
    private static final String SECTION = "allocation";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_ROUND = Duration.ofSeconds(8);
    private static final int BOARDS = 1_000;
    /** The door's loops; the floor's is the thread that began the program. */
    private static final String LOOP = "door";
    /** What asking costs the JVM that is asked. */
    private static final Set<String> ASKED = Set.of("Attach Listener");

    private final Bench bench;
    private final int boards;

    /** @param most boards that there may be at all */
    AllocationBench(Bench bench, int most) {
        this.bench = bench;
        this.boards = Math.min(BOARDS, most);
    }

    void run() throws IOException, InterruptedException {
        try (Sides sides = new Sides(bench, Optional.empty(), Map.of())) {
            bench.rounds("allocation", bench.quick() ? 1 : 3, FIRST_ROUND, round -> {
                for (Subject subject : sides.inTurn(round)) {
                    measure(subject, round == 0, bench.quick() ? 40 : 200);
                }
            });
        }
        bench.report()
                .table(
                        "## Bytes allocated by a change",
                        bench.figures().table(SECTION, boards + " boards"),
                        "",
                        "What the JVM counts for its threads, before and after many changes. A board and change: by the door's loops, for each",
                        "value written. The others are by change, whatever the number of boards: the loop `home`, and all other threads, which",
                        "are JDA's and Discord's. The floor, in Java, has one thread. Counters of more than 100 kB tell whole kB, which is less",
                        "than 0.02 B a board and change. Good: 0 a board and change.");
    }

    private void measure(Subject subject, boolean first, int changes) throws IOException, InterruptedException {
        try (Fleet fleet = bench.fleets().open(subject.address(), boards)) {
            fleet.connect(false, PATIENCE);
            if (first) {
                changes(subject, fleet, changes);
            }
            Map<String, Long> before = subject.process().jvm().allocated();
            changes(subject, fleet, changes);
            Map<String, Long> after = subject.process().jvm().allocated();
            String loop = subject.name().equals(Figure.FLOOR) ? "main" : LOOP;
            double byLoops = grown(before, after, name -> name.startsWith(loop));
            note(subject, "a board and change", byLoops / changes / boards);
            note(subject, "a change, door", byLoops / changes);
            if (!subject.name().equals(Figure.FLOOR)) {
                note(subject, "a change, home", grown(before, after, name -> name.equals("home")) / changes);
                Predicate<String> rest =
                        name -> !name.startsWith(LOOP) && !name.equals("home") && !ASKED.contains(name);
                note(subject, "a change, all other threads", grown(before, after, rest) / changes);
            }
        }
    }

    private void note(Subject subject, String name, double bytes) {
        bench.figures().of(SECTION, name, "B").add(subject.name(), bytes);
    }

    private static void changes(Subject subject, Fleet fleet, int changes) throws IOException {
        for (int i = 0; i < changes; i++) {
            fleet.want(i % 2 == 0, PATIENCE);
            subject.tell(i % 2 == 0);
            fleet.awaitAll();
            subject.settle();
        }
    }

    private static double grown(Map<String, Long> before, Map<String, Long> after, Predicate<String> thread) {
        return after.entrySet().stream()
                .filter(entry -> thread.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L))
                .sum();
    }
}
