package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What one board costs in memory: servers just started, without and with all boards, each after a full collection. The
 * floor is the one in Java here, since what has to be compared is a JVM. The measuring thread only.
 */
final class MemoryBench {
    private static final String SECTION = "memory";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_ROUND = Duration.ofSeconds(15);
    private static final int WARM_BOARDS = 100;

    private final Bench bench;
    private final int size;

    MemoryBench(Bench bench, int size) {
        this.bench = bench;
        this.size = size;
    }

    void run() throws IOException, InterruptedException {
        bench.rounds("memory of " + size + " boards", bench.quick() ? 1 : 3, FIRST_ROUND, round -> {
            for (Variant variant : bench.variants()) {
                try (Subject subject = new BridgeSubject(bench.setup(), variant)) {
                    measure(subject);
                }
            }
            try (Subject subject = new FloorSubject(bench.setup(), Optional.empty())) {
                measure(subject);
            }
        });
        bench.report()
                .table(
                        "## Memory of a board",
                        bench.figures().table(SECTION, ""),
                        "",
                        "The difference between no board and all boards connected, divided by their number, in servers started for this;",
                        "each reading after a full collection, the first after 100 other boards were there and gone. The kernel's socket",
                        "buffers are not in it. The floor is the bare server in Java. Good: at most 1 kB RSS a board.");
    }

    private void measure(Subject subject) throws IOException, InterruptedException {
        Child process = subject.process();
        Jvm jvm = process.jvm();
        try (Fleet warm = bench.fleets().open(subject.address(), WARM_BOARDS)) {
            warm.connect(false, PATIENCE);
        }
        jvm.collectGarbage();
        double rss = process.rssKb();
        double heap = jvm.heapKb();
        try (Fleet fleet = bench.fleets().open(subject.address(), size)) {
            fleet.connect(false, PATIENCE);
            jvm.collectGarbage();
            double with = process.rssKb();
            figure(String.format(Locale.ROOT, "%,d boards: VmRSS in all", size), "MB")
                    .add(subject.name(), with / 1_024);
            figure("VmRSS a board", "kB").add(subject.name(), (with - rss) / size);
            figure("live heap a board", "kB").add(subject.name(), (jvm.heapKb() - heap) / size);
        }
    }

    private Figure figure(String name, String unit) {
        return bench.figures().of(SECTION, name, unit);
    }
}
