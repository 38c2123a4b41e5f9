package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.Porchlight;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Those of device-sim/examples that need a bridge, run as a stranger runs them: with two jars and a JUnit. */
@Simulated
@Timeout(120)
class ExamplesIT {

    private static final Path SIM = Path.of("..", "device-sim").toAbsolutePath().normalize();
    private static final Path SIM_JAR = SIM.resolve("target/device-sim.jar");

    @TempDir
    private Path directory;

    private static Path junit() throws IOException {
        try (Stream<Path> jars = Files.list(SIM.resolve("target/junit"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains("standalone-6."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        // Reading what it says cannot be interrupted, but ends with it.
        CompletableFuture.delayedExecutor(100, TimeUnit.SECONDS).execute(process::destroyForcibly);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void theLampFollowsVoice() throws Exception {
        String source = SIM.resolve("examples/bridge/LightTest.java").toString();
        run(tool("javac"), "-d", ".", "-cp", SIM_JAR + File.pathSeparator + junit(), source);
        String said = run(
                tool("java"),
                "-Dporchlight.jar=" + Path.of(PackagedJarIT.JAR).toAbsolutePath(),
                "-jar",
                junit().toString(),
                "execute",
                "--class-path=" + SIM_JAR + File.pathSeparator + ".",
                "--scan-class-path=.");
        assertThat(said).contains("1 tests successful", "0 tests failed");
    }

    @Test
    void theLampInCPlusPlusFollowsARealBridge(
            SimDiscord discord, @Porchlight(jar = PackagedJarIT.JAR) RunningBridge bridge) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/g++")), "no g++ here");
        run(
                "/usr/bin/g++",
                "-std=c++17",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                "lamp",
                SIM.resolve("examples/firmware/lamp.cpp").toString());
        SimGuild home = discord.guild("Home");
        Process lamp = new ProcessBuilder(List.of(
                        directory.resolve("lamp").toString(),
                        "127.0.0.1",
                        Integer.toString(bridge.port()),
                        bridge.boardToken()))
                .start();
        try (BufferedReader light = lamp.inputReader(StandardCharsets.UTF_8)) {
            assertThat(light.readLine()).isEqualTo("LED off");
            home.join(discord.user("alice"), home.voiceChannel("lounge"));
            assertThat(light.readLine()).isEqualTo("LED on");
            home.leave(discord.user("alice"));
            assertThat(light.readLine()).isEqualTo("LED off");
            bridge.terminate();
            bridge.exitCode(Rig.DEADLINE);
            assertThat(lamp.isAlive()).isTrue();
        } finally {
            lamp.destroyForcibly();
        }
    }
}
