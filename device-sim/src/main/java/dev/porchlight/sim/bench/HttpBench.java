package dev.porchlight.sim.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** {@code GET /healthz} over kept-alive connections, every side in turn. The measuring thread only. */
final class HttpBench {
    private static final String SECTION = "http";
    private static final int[] CONNECTIONS = {1, 32, 64};
    private static final Duration FIRST_ROUND = Duration.ofSeconds(4);

    private final Bench bench;
    private final Duration warm;
    private final Duration measured;

    HttpBench(Bench bench) {
        this.bench = bench;
        this.warm = Duration.ofMillis(bench.quick() ? 100 : 300);
        this.measured = Duration.ofMillis(bench.quick() ? 300 : 1_000);
    }

    void run() throws IOException, InterruptedException {
        try (Sides sides = new Sides(bench, bench.tools(), Map.of())) {
            for (Subject subject : sides.all()) {
                load(subject, CONNECTIONS[1], measured.multipliedBy(2)); // the JIT compiler's share
            }
            for (int connections : CONNECTIONS) {
                String what = "HTTP, " + connections + (connections == 1 ? " connection" : " connections");
                bench.rounds(what, bench.quick() ? 1 : 5, FIRST_ROUND, round -> {
                    for (Subject subject : sides.inTurn(round)) {
                        note(subject, connections);
                    }
                });
            }
        }
        bench.report()
                .table(
                        "## HTTP: GET /healthz, keep-alive",
                        bench.figures().table(SECTION, "connections"),
                        "",
                        "Each connection asks again when its answer is whole; one thread asks for all. The floor answers a constant.",
                        "p99: from the request to the whole answer. CPU: what the server used. Good: more than any health check will ever",
                        "ask for; the figure is there to notice when it falls.");
    }

    private void note(Subject subject, int connections) throws IOException {
        HttpLoad.Rates rates = load(subject, connections, measured);
        figure(connections, "requests", "1/s").add(subject.name(), rates.perSecond());
        figure(connections, "median", "ms").add(subject.name(), rates.p50Millis());
        figure(connections, "p99", "ms").add(subject.name(), rates.p99Millis());
        figure(connections, "CPU a request", "µs").add(subject.name(), rates.serverCpuMicros());
    }

    private HttpLoad.Rates load(Subject subject, int connections, Duration time) throws IOException {
        return HttpLoad.measure(
                bench.tools(), subject.address(), "/healthz", connections, warm, time, subject.process());
    }

    private Figure figure(int connections, String name, String unit) {
        return bench.figures().of(SECTION, connections + ": " + name, unit);
    }
}
