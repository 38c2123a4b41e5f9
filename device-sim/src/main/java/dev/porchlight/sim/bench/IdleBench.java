package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a bridge does and holds while nothing happens: with Discord connected, and with 100 boards besides. All are watched
 * over the same interval, since none of them disturbs another. The floor is the one in Java here.
 *
 * <p>The measuring thread only.
 */
final class IdleBench {
    private static final String SECTION = "idle";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final int BOARDS = 100;
    private static final int LIVELIEST = 12;

    private final Bench bench;
    private final Duration interval;

    IdleBench(Bench bench) {
        this.bench = bench;
        this.interval = Duration.ofSeconds(bench.quick() ? 5 : 30);
    }

    /** One process that does nothing. */
    private static final class Idler {
        final Subject subject;
        final String what;
        Map<Long, Proc.Waking> before = Map.of();
        long began;
        WakeUps wakeUps = new WakeUps(Map.of(), 1);

        Idler(Subject subject, String what) {
            this.subject = subject;
            this.what = what;
        }

        void begin() {
            began = System.nanoTime();
            before = Proc.threads(subject.process().pid());
        }

        void end() {
            double seconds = (System.nanoTime() - began) / 1e9;
            wakeUps = WakeUps.between(before, Proc.threads(subject.process().pid()), seconds);
        }
    }

    void run() throws IOException, InterruptedException {
        bench.rounds("idle", 1, SETTLING.plus(interval).plusSeconds(2), round -> measure());
    }

    private void measure() throws IOException, InterruptedException {
        List<Idler> idlers = new ArrayList<>();
        List<Fleet> fleets = new ArrayList<>();
        try {
            for (Variant variant : bench.variants()) {
                idlers.add(new Idler(open(variant, variant.name()), ""));
                Idler crowded = new Idler(open(variant, variant.name() + "-boards"), BOARDS + " boards: ");
                idlers.add(crowded);
                Fleet fleet = bench.fleets().open(crowded.subject.address(), BOARDS);
                fleets.add(fleet);
                fleet.connect(false, PATIENCE);
            }
            Idler floor = new Idler(new FloorSubject(bench.setup(), Optional.empty()), "");
            idlers.add(floor);
            for (Idler idler : idlers) {
                idler.subject.process().awaitQuiet();
            }
            idle(fleets, SETTLING);
            idlers.forEach(Idler::begin);
            idle(fleets, interval);
            idlers.forEach(Idler::end);
            idlers.forEach(idler -> note(idler, floor));
        } finally {
            for (Fleet fleet : fleets) {
                fleet.close();
            }
            for (Idler idler : idlers) {
                idler.subject.close();
            }
        }
        tables(idlers);
    }

    private Subject open(Variant variant, String fileName) throws IOException {
        return new BridgeSubject(bench.setup(), variant, fileName, Map.of());
    }

    /** Fleets in this JVM answer pings only while somebody waits for them. */
    private static void idle(List<Fleet> fleets, Duration time) throws IOException, InterruptedException {
        if (fleets.stream().allMatch(NativeFleet.class::isInstance)) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return;
        }
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            for (Fleet fleet : fleets) {
                fleet.idle(Duration.ofMillis(100));
            }
        }
    }

    private void note(Idler idler, Idler floor) {
        long pid = idler.subject.process().pid();
        long floorPid = floor.subject.process().pid();
        note(
                idler,
                "VmRSS",
                "MB",
                idler.subject.process().rssKb() / 1_024,
                floor.subject.process().rssKb() / 1_024);
        note(
                idler,
                "threads",
                "",
                Proc.threads(pid).size(),
                Proc.threads(floorPid).size());
        note(idler, "wake-ups", "1/min", idler.wakeUps.perMinute(), floor.wakeUps.perMinute());
    }

    private void note(Idler idler, String name, String unit, double value, double floor) {
        if (idler.subject.name().equals(Figure.FLOOR)) {
            return;
        }
        Figure figure = bench.figures().of(SECTION, idler.what + name, unit);
        if (figure.of(Figure.FLOOR).isEmpty()) {
            figure.add(Figure.FLOOR, floor);
        }
        figure.add(idler.subject.name(), value);
    }

    private void tables(List<Idler> idlers) {
        bench.report()
                .table(
                        "## While nothing happens",
                        bench.figures().table(SECTION, ""),
                        "",
                        "Discord connected, for " + interval.toSeconds() + " s, without and with " + BOARDS
                                + " boards (their pings are every 15 s). Wake-ups: voluntary context",
                        "switches of all threads. The floor is the bare server in Java. Good: no thread more than 60 a minute.");
        Set<String> names = new LinkedHashSet<>();
        idlers.forEach(idler -> names.addAll(idler.wakeUps.liveliest()));
        Table table = new Table(Stream.concat(
                        Stream.of("wake-ups a minute of"),
                        idlers.stream().map(idler -> idler.what + idler.subject.name()))
                .toArray(String[]::new));
        for (String name : names.stream().limit(LIVELIEST).toList()) {
            List<String> cells = new ArrayList<>(List.of(name));
            idlers.forEach(idler -> cells.add(Samples.text(idler.wakeUps.perMinute(name))));
            table.row(cells.toArray(String[]::new));
        }
        bench.report().table("### Who wakes up", table);
    }
}
