package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;

/** {@code GET /healthz} over kept-alive connections, the bridge and the floor in turn. */
final class HttpBench {
    private static final int[] CONNECTIONS = {1, 32};
    private static final Duration WARM = Duration.ofMillis(1_500);
    private static final Duration MEASURED = Duration.ofMillis(1_500);

    private final Setup setup;
    private final Report report;

    HttpBench(Setup setup, Report report) {
        this.setup = setup;
        this.report = report;
    }

    void run(int repeats) throws IOException {
        Table table = new Table(
                "connections",
                "unit",
                "n",
                "bridge median",
                "min – max",
                "floor median",
                "min – max",
                "ratio",
                "CPU a request");
        try (BridgeSubject bridge = new BridgeSubject(setup);
                FloorSubject floor = new FloorSubject(setup)) {
            for (int connections : CONNECTIONS) {
                if (report.fits(Duration.ofSeconds(8))) {
                    measure(table, connections, repeats, bridge, floor);
                }
            }
        }
        report.table(
                "## HTTP: GET /healthz, keep-alive",
                table,
                "",
                "Each connection asks again when its answer is whole; one thread asks for all. The floor answers a constant.",
                "CPU: what the process used, bridge / floor, in µs.",
                "Good: more than any health check will ever ask for; the figure is there to notice when it falls.");
    }

    private void measure(Table table, int connections, int repeats, Subject bridge, Subject floor) throws IOException {
        Samples ofBridge = new Samples();
        Samples ofFloor = new Samples();
        Samples bridgeCpu = new Samples();
        Samples floorCpu = new Samples();
        for (int i = 0; i < repeats && report.fits(Duration.ofSeconds(5)); i++) {
            report.doing("HTTP, " + connections + " connections, " + (i + 1) + " of " + repeats);
            once(bridge, connections, i == 0, ofBridge, bridgeCpu);
            once(floor, connections, i == 0, ofFloor, floorCpu);
        }
        table.row(
                "" + connections,
                "1/s",
                "" + ofBridge.count(),
                Samples.text(ofBridge.median()),
                ofBridge.range(),
                Samples.text(ofFloor.median()),
                ofFloor.range(),
                Samples.text(ofBridge.median() / ofFloor.median()),
                Samples.text(bridgeCpu.median()) + " / " + Samples.text(floorCpu.median()));
    }

    private static void once(Subject subject, int connections, boolean first, Samples rate, Samples cpu)
            throws IOException {
        try (HttpLoad load = new HttpLoad(subject.address(), "/healthz", connections)) {
            load.perSecond(first ? WARM : WARM.dividedBy(5));
            long before = subject.process().cpuNanos();
            double perSecond = load.perSecond(MEASURED);
            rate.add(perSecond);
            cpu.add((subject.process().cpuNanos() - before) / 1e3 / (perSecond * MEASURED.toMillis() / 1e3));
        }
    }
}
