package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A number of connections kept busy with the same GET: each asks again when its answer is whole. In C where there is a
 * compiler, else {@link JavaHttpLoad}. The measuring thread only.
 */
final class HttpLoad {
    private static final Duration SLACK = Duration.ofSeconds(10);

    private HttpLoad() {}

    /**
     * What one run told.
     *
     * @param serverCpuMicros what the server worked for one answer
     */
    record Rates(double perSecond, double p50Millis, double p99Millis, double serverCpuMicros) {}

    static Rates measure(
            Optional<NativeTools> tools,
            InetSocketAddress address,
            String path,
            int connections,
            Duration warm,
            Duration measured,
            Child server)
            throws IOException {
        if (tools.isEmpty()) {
            try (JavaHttpLoad load = new JavaHttpLoad(address, path, connections)) {
                load.run(warm);
                long cpu = server.cpuNanos();
                load.run(measured);
                double micros = (server.cpuNanos() - cpu) / 1e3 / load.answers();
                return new Rates(load.perSecond(), load.percentileMillis(50), load.percentileMillis(99), micros);
            }
        }
        List<String> command = List.of(
                tools.get().program("http"),
                "" + address.getPort(),
                path,
                "" + connections,
                "" + warm.toMillis(),
                "" + measured.toMillis());
        try (LineProcess load = new LineProcess(tools.get().folder(), command)) {
            load.hear("measuring", 0, warm.plus(SLACK));
            long cpu = server.cpuNanos();
            long[] answered = load.hear("answered", 6, measured.plus(SLACK));
            double micros = (server.cpuNanos() - cpu) / 1e3 / answered[0];
            return new Rates(answered[0] * 1e9 / answered[1], answered[2] / 1e6, answered[3] / 1e6, micros);
        }
    }
}
