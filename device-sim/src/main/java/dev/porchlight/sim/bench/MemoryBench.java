package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** What one board costs in memory: servers just started, without and with all boards, each after a full collection. */
final class MemoryBench {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final int WARM_BOARDS = 100;

    private final Setup setup;
    private final Report report;
    private final int inFlight;

    /** One server, over all repeats. */
    private static final class Side {
        final Samples rss = new Samples();
        final Samples rssPerBoard = new Samples();
        final Samples heapPerBoard = new Samples();
    }

    MemoryBench(Setup setup, Report report, int inFlight) {
        this.setup = setup;
        this.report = report;
        this.inFlight = inFlight;
    }

    void run(int size, int repeats) throws IOException, InterruptedException {
        Side bridge = new Side();
        Side floor = new Side();
        for (int i = 0; i < repeats && report.fits(ROUND); i++) {
            report.doing("memory of " + size + " boards, " + (i + 1) + " of " + repeats);
            try (Subject subject = new BridgeSubject(setup)) {
                measure(subject, size, bridge);
            }
            try (Subject subject = new FloorSubject(setup)) {
                measure(subject, size, floor);
            }
        }
        Table table = new Table("", "unit", "n", "bridge median", "min – max", "floor median", "min – max", "ratio");
        String boards = String.format(Locale.ROOT, "%,d boards", size);
        row(table, boards + ": VmRSS in all", "MB", bridge.rss, floor.rss);
        row(table, "VmRSS a board", "kB", bridge.rssPerBoard, floor.rssPerBoard);
        row(table, "live heap a board", "kB", bridge.heapPerBoard, floor.heapPerBoard);
        report.table(
                "## Memory of a board",
                table,
                "",
                "The difference between no board and all boards connected, divided by their number, in servers started for this;",
                "each reading after a full collection, the first after 100 other boards were there and gone. The kernel's socket",
                "buffers are not in it. Good: below 2 kB a board.");
    }

    private void measure(Subject subject, int size, Side side) throws IOException, InterruptedException {
        Child process = subject.process();
        try (Fleet warm = new Fleet(subject.address(), Setup.TOKEN, WARM_BOARDS, WARM_BOARDS)) {
            warm.connect(false, PATIENCE);
        }
        process.collectGarbage();
        double rss = process.rssKb();
        double heap = process.heapKb();
        try (Fleet fleet = new Fleet(subject.address(), Setup.TOKEN, size, inFlight)) {
            fleet.connect(false, PATIENCE);
            process.collectGarbage();
            side.rss.add(process.rssKb() / 1_024);
            side.rssPerBoard.add((process.rssKb() - rss) / size);
            side.heapPerBoard.add((process.heapKb() - heap) / size);
        }
    }

    private static void row(Table table, String name, String unit, Samples bridge, Samples floor) {
        table.row(
                name,
                unit,
                "" + bridge.count(),
                Samples.text(bridge.median()),
                bridge.range(),
                Samples.text(floor.median()),
                floor.range(),
                Samples.text(bridge.median() / floor.median()));
    }
}
