package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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

    /** It goes on other people's test class path, beside a JUnit, a Jackson and a picocli of their own. */
    @Test
    void everyClassInItIsOursOrRenamedAndTheExtensionIsInItWithoutJUnit() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", "")))
                    .contains("dev/porchlight/sim/junit/PorchlightExtension.class")
                    .allMatch(name -> name.startsWith("dev/porchlight/sim/"));
            assertThat(jar.stream().map(JarEntry::getName))
                    .noneMatch(name ->
                            name.contains("org/junit") || name.contains("org.junit") || name.contains("opentest4j"));
        }
    }

    @Test
    void aSignalEndsAFleetEarlyAndWithItsReport() throws Exception {
        try (ServerSocket nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process fleet = start(
                    "boards",
                    "--count=2",
                    "--duration=10m",
                    "--token=t",
                    "--url=ws://127.0.0.1:" + nobody.getLocalPort() + "/ws");
            try (BufferedReader out = fleet.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                while (!line.contains("/2 on")) {
                    line = out.readLine();
                }
                fleet.toHandle().destroy();
                assertThat(out.lines().toList()).last().isEqualTo("FAILED: of 2 boards only 0 were let in and stayed.");
                assertThat(fleet.waitFor(10, TimeUnit.SECONDS)).isTrue();
            } finally {
                fleet.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"demo,--discord-port,Waiting", "discord,--port,Ready.", "check-board,--listen,Waiting"})
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
