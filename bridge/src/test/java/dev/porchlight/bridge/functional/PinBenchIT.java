package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code device-sim bench --only pins} around the packaged jar. How fast it is, is no test's business; what it finds, is. */
@Timeout(180)
class PinBenchIT {
    private static final String SIM_JAR = "../device-sim/target/device-sim.jar";

    @TempDir
    private Path folder;

    @Test
    void givenAWallWhenItIsMeasuredThenEveryChangeIsSeenAtThePinAndItsThreadSleepsWhileAllIsSolid() throws Exception {
        Path json = folder.resolve("run.json");
        Process bench = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        SIM_JAR,
                        "bench",
                        "--bridge",
                        PackagedJarIT.JAR,
                        "--folder",
                        folder.toString(),
                        "--only",
                        "pins",
                        "--boards",
                        "20",
                        "--quick",
                        "--json",
                        json.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        bench.getOutputStream().close();
        String out = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bench.waitFor()).as(out).isZero();
        assertThat(out).contains("## From an event to a pin", "| 20 boards: event to pin, p99 ");
        assertThat(values(json, "event to pin, p50", "bridge"))
                .singleElement()
                .satisfies(us -> assertThat(us).isPositive());
        assertThat(values(json, "event to pin, p50", "floor")).hasSize(1);
        assertThat(values(json, "20 boards: event to pin, p99", "floor")).hasSize(1);
        assertThat(values(json, "20 boards: pin before the first board", "bridge"))
                .hasSize(1);
        assertThat(values(json, "two hand-offs in a row, p50", "floor")).hasSize(1);
        if (Files.exists(Path.of("/proc/self/task"))) {
            assertThat(values(json, "all solid for 3 s: switches of the thread hardware", "bridge"))
                    .containsExactly(0.0);
        }
    }

    private static List<Double> values(Path json, String figure, String side) throws Exception {
        Map<String, Object> run = JSON.std.mapFrom(Files.readString(json));
        return ((List<?>) run.get("figures"))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .filter(one -> one.get("name").equals(figure))
                        .flatMap(one -> ((List<?>) ((Map<?, ?>) one.get("sides")).get(side)).stream())
                        .map(value -> ((Number) value).doubleValue())
                        .toList();
    }
}
