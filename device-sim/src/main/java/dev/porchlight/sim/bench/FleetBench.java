package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fan-out and reconnect storm: fleets of some sizes against every side in turn. The measuring thread only. */
final class FleetBench {
    private static final String CHANGES = "fan-out";
    private static final String STORMS = "storm";
    private static final String GENERATOR = "generator";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration BEFORE_A_STORM = Duration.ofMillis(200);
    private static final Duration FIRST_ROUND = Duration.ofSeconds(10);
    private static final int WARM_BOARDS = 100;
    private static final int DRAINS = 6;
    /** Below it a storm is no storm, and processor time is too coarse to be told a value. */
    private static final int MANY = 100;

    private final Bench bench;
    private long overflows;

    FleetBench(Bench bench) {
        this.bench = bench;
    }

    void run(List<Integer> sizes) throws IOException, InterruptedException {
        try (Sides sides = new Sides(bench, bench.tools(), Map.of())) {
            if (bench.tools().isPresent()) {
                sides.addSplitFloor(bench.setup(), bench.tools().get());
            }
            for (Subject subject : sides.all()) {
                warm(subject, bench.quick() ? 40 : 300);
            }
            for (int size : sizes) {
                bench.rounds(boards(size), bench.quick() ? 1 : 5, FIRST_ROUND, round -> round(sides, size, round));
            }
        }
        tables();
    }

    /** What is measured afterwards is what a server does that has been running for a while. */
    private void warm(Subject subject, int changes) throws IOException {
        try (Fleet fleet = bench.fleets().open(subject.address(), WARM_BOARDS)) {
            fleet.connect(false, PATIENCE);
            for (int i = 0; i < changes; i++) {
                change(subject, fleet, i % 2 == 0);
            }
        }
        subject.process().awaitQuiet();
    }

    private void round(Sides sides, int size, int round) throws IOException {
        Map<String, Double> last = new HashMap<>();
        Samples drains = new Samples();
        for (Subject subject : sides.inTurn(round)) {
            try (Fleet fleet = bench.fleets().open(subject.address(), size)) {
                fleet.connect(false, PATIENCE);
                subject.process().awaitQuiet();
                last.put(subject.name(), changes(subject, fleet));
                if (subject.equals(sides.floor())) {
                    drains = drains(sides.floor(), fleet);
                }
                if (size >= MANY && !subject.name().equals(FloorSubject.SPLIT)) {
                    storms(subject, fleet);
                }
            }
            subject.process().awaitQuiet();
        }
        double drain = drains.median();
        figure(GENERATOR, size, "frames waiting, all read in", "ms").add(Figure.FLOOR, drain);
        last.forEach((side, millis) -> figure(GENERATOR, size, "reading, of the time to the last board", "%")
                .add(side, 100 * drain / millis));
    }

    /** The median time to the last board, in milliseconds. */
    private double changes(Subject subject, Fleet fleet) throws IOException {
        Samples first = new Samples();
        Samples last = new Samples();
        Samples busy = new Samples();
        int changes = bench.quick() ? 16 : 40;
        long cpu = subject.process().cpuNanos();
        for (int i = 0; i < changes; i++) {
            Fleet.Shown shown = change(subject, fleet, i % 2 == 0);
            first.add((shown.firstAt() - subject.toldAt()) / 1e6);
            last.add((shown.lastAt() - subject.toldAt()) / 1e6);
            busy.add(100.0 * shown.fleetCpuNanos() / (shown.lastAt() - subject.toldAt()));
        }
        double cpuMicros = (subject.process().cpuNanos() - cpu) / 1e3 / changes / fleet.size();
        String side = subject.name();
        if (fleet.size() > 1) {
            figure(CHANGES, fleet.size(), "first board", "ms").add(side, first.median());
        }
        figure(CHANGES, fleet.size(), "last board", "ms").add(side, last.median());
        figure(CHANGES, fleet.size(), "last board, the worst", "ms").add(side, last.max());
        figure(GENERATOR, fleet.size(), "fleet busy in a change", "%").add(side, busy.median());
        if (fleet.size() >= MANY) {
            figure(CHANGES, fleet.size(), "CPU per value", "µs").add(side, cpuMicros);
        }
        return last.median();
    }

    private static Fleet.Shown change(Subject subject, Fleet fleet, boolean value) throws IOException {
        fleet.idle(PAUSE);
        fleet.want(value, PATIENCE);
        subject.tell(value);
        Fleet.Shown shown = fleet.awaitAll();
        subject.settle();
        return shown;
    }

    /** How fast the fleet reads when nothing keeps it waiting. */
    private static Samples drains(FloorSubject floor, Fleet fleet) throws IOException {
        Samples drains = new Samples();
        for (int i = 0; i < DRAINS; i++) {
            boolean on = i % 2 == 0;
            fleet.idle(PAUSE);
            drains.add(fleet.drain(
                            on,
                            () -> {
                                floor.tell(on);
                                floor.settle();
                            },
                            PATIENCE)
                    / 1e6);
        }
        return drains;
    }

    private void storms(Subject subject, Fleet fleet) throws IOException {
        Samples back = new Samples();
        Samples cut = new Samples();
        Samples opened = new Samples();
        Samples busy = new Samples();
        int storms = bench.quick() ? 1 : 3;
        double cpu = 0;
        for (int i = 0; i < storms; i++) {
            fleet.idle(BEFORE_A_STORM);
            long overflowsBefore = Proc.listenOverflows();
            long cpuBefore = subject.process().cpuNanos();
            Fleet.Took took = fleet.connect(false, PATIENCE);
            cpu += (subject.process().cpuNanos() - cpuBefore) / 1e3;
            back.add(took.nanos() / 1e6);
            cut.add(took.cutNanos() / 1e6);
            opened.add(took.openedNanos() / 1e6);
            busy.add(100.0 * took.fleetCpuNanos() / took.nanos());
            overflows += Proc.listenOverflows() - overflowsBefore;
        }
        String side = subject.name();
        figure(STORMS, fleet.size(), "last board back", "ms").add(side, back.median());
        figure(STORMS, fleet.size(), "of it, cutting", "ms").add(side, cut.median());
        figure(STORMS, fleet.size(), "until the last connect()", "ms").add(side, opened.median());
        figure(STORMS, fleet.size(), "CPU per board", "µs").add(side, cpu / storms / fleet.size());
        figure(GENERATOR, fleet.size(), "fleet busy in a storm", "%").add(side, busy.median());
    }

    private Figure figure(String section, int size, String name, String unit) {
        return bench.figures().of(section, boards(size) + ": " + name, unit);
    }

    private static String boards(int size) {
        return String.format(Locale.ROOT, "%,d %s", size, size == 1 ? "board" : "boards");
    }

    private void tables() {
        bench.report()
                .table(
                        "## Fan-out: one voice change to every board",
                        bench.figures().table(CHANGES, ""),
                        "",
                        "From the VOICE_STATE_UPDATE leaving the simulated Discord for the bridge's socket to the first and the last board",
                        "having read its `1` or `0`: the median of a round's changes, and its worst. The floor is told over a socket too,",
                        "and writes the same 3 bytes to each board in a loop. CPU: all that the process used while changing, by values",
                        "written (its clock ticks every 10 ms); what else the machine does changes it little. All have been warmed up.",
                        "Good: last of 10,000 boards at most 1.1 x the floor, of 1,000 too with two loops. With one board Discord's",
                        "way through the bridge decides, which the floor does not have. `floor split` is the C floor with two threads that",
                        "write: no server that splits a change between two is faster on this machine beside this fleet.");
        bench.report()
                .table(
                        "## Reconnect storm: all boards cut and back at once",
                        bench.figures().table(STORMS, ""),
                        "",
                        "From the first reset to the last board connected, upgraded, let in by its token and showing its value.",
                        "At most --in-flight handshakes are unanswered at a time. Connections that met a full accept queue all the same, and so",
                        "had to wait a second: " + overflows + ". Good: 10,000 boards within 0.6 s.");
        bench.report()
                .table(
                        "## Is it the load generator?",
                        bench.figures().table(GENERATOR, ""),
                        "",
                        "The fleet is one thread. When every frame is there before it begins, it reads them all in the time of the first line:",
                        "it can be what limits a change only when that is near the time to the last board (100 %). Good: well below 100 %.");
    }
}
