package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code device-sim bench --only sockets} around the packaged jar, with the floor that scripts/bench compiles. How fast it is,
 * is no test's business; that every socket is told, and that the floor runs, is.
 */
@Timeout(180)
class SocketBenchIT {
    private static final String SIM_JAR = "../device-sim/target/device-sim.jar";

    @TempDir
    private Path folder;

    @Test
    void givenAThousandPeopleWhenTheyPlayThenEverySocketIsToldAndAJdaThatTellsNobodyStandsBesideIt() throws Exception {
        Path listener = Files.createDirectory(folder.resolve("listener"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        PackagedJarIT.JAR,
                        "-d",
                        listener.toString(),
                        "../scripts/bench.d/JdaListener.java");
        assertThat(compiled).as("JdaListener compiles").isZero();
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
                        "--listener",
                        listener.toString(),
                        "--only",
                        "sockets",
                        "--people",
                        "1000",
                        "--quick",
                        "--json",
                        json.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        bench.getOutputStream().close();
        String out = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bench.waitFor()).as(out).isZero();
        assertThat(out).contains("## Presences to 100 sockets, each of which watches 100 of 1000 people");
        for (String figure : List.of("updates", "messages to sockets", "at half that rate: p99")) {
            assertThat(values(json, figure, "bridge"))
                    .as(figure)
                    .singleElement()
                    .satisfies(value -> assertThat(value).isPositive());
        }
        assertThat(values(json, "updates", "floor"))
                .singleElement()
                .satisfies(value -> assertThat(value).isPositive());
    }

    private static List<Double> values(Path json, String figure, String side) throws Exception {
        Map<?, ?> run = JSON.std.mapFrom(Files.readString(json));
        return ((List<?>) run.get("figures"))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .filter(one -> figure.equals(one.get("name")))
                        .flatMap(one -> ((List<?>) ((Map<?, ?>) one.get("sides")).get(side)).stream())
                        .map(value -> ((Number) value).doubleValue())
                        .toList();
    }
}
