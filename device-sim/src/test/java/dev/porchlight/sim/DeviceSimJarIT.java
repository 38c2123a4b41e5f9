package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as a person starts it. */
class DeviceSimJarIT {
    private static final Path JAR = Path.of("target", "device-sim.jar");

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void itRunsWithNothingBesideIt() throws Exception {
        Process version = start("--version");
        assertThat(version.inputReader(StandardCharsets.UTF_8).readLine()).matches("device-sim \\d+\\.\\d+\\.\\d+");
        assertThat(version.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"demo,--discord-port,Waiting", "discord,--port,Ready."})
    void aSignalEndsItWithinASecondAndWithoutAStackTrace(String command, String portOption, String started)
            throws Exception {
        Process demo = start(command, portOption, "0");
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith(started)) {
                line = out.readLine();
            }
            assertThat(line).startsWith(started);
            long asked = System.nanoTime();
            demo.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("Stopped.");
            assertThat(out.readLine()).isNull();
            assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(2));
        } finally {
            demo.destroyForcibly();
        }
    }
}
