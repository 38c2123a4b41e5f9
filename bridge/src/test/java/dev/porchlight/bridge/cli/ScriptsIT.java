package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.testing.Poison;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts around the packaged jar, with next to no environment and from another directory. */
@Timeout(60)
class ScriptsIT {

    private static final Pattern LISTENING = Pattern.compile(" listening address=[0-9.]+:([0-9]+)");

    @TempDir
    Path directory;

    @Test
    void aJdkIsFoundAndArgumentsGoToTheJar() throws Exception {
        Process process = start("porchlight", Map.of(), "--version");

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("porchlight ");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aTokenInDotEnvHoweverWrongMeansTheRealBridgeWhichSaysWhatIsWrong() throws Exception {
        Files.writeString(directory.resolve(".env"), "  export DISCORD_TOKEN=\n");
        Process process = start("run", Map.of());

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("DISCORD_TOKEN = (empty)  (.env line 1)");
        assertThat(process.waitFor()).isEqualTo(78);
    }

    @Test
    void aTerminatedScriptLeavesNoProcessBehind() throws Exception {
        // Nothing listens on port 1, so that no test ever reaches the real Discord.
        Process process = start(
                "run",
                Map.of(
                        "DISCORD_TOKEN", "abc.def",
                        "PORT", "0",
                        "HOST", "127.0.0.1",
                        "DISCORD_API_URL", "http://127.0.0.1:1/api/v10/",
                        "DISCORD_GATEWAY_URL", "ws://127.0.0.1:1"));
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).contains("main starting");
            List<ProcessHandle> children = process.descendants().toList();
            assertThat(children).isNotEmpty();
            process.toHandle().destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"out of memory, ran out of memory", "a dead loop, found itself broken"})
    void aBridgeThatCannotGoOnIsStartedAgain(String fault, String told) throws Exception {
        Path trigger = directory.resolve("now");
        Process process = start(
                "run",
                Map.of(
                        "PORCHLIGHT_JVM_FLAGS",
                        Poison.flag(directory, "dev/porchlight/bridge/door/Wheel.advance", trigger),
                        "DISCORD_TOKEN",
                        "abc.def",
                        "PORT",
                        "0",
                        "HOST",
                        "127.0.0.1",
                        "DISCORD_API_URL",
                        "http://127.0.0.1:1/api/v10/",
                        "DISCORD_GATEWAY_URL",
                        "ws://127.0.0.1:1"));
        try (BufferedReader out = process.inputReader();
                BufferedReader err = process.errorReader()) {
            int port = listening(out);
            Path written = Files.writeString(directory.resolve("later"), fault);
            Files.move(written, trigger, StandardCopyOption.ATOMIC_MOVE);
            try (RawClient waker = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                waker.send("GET /healthz HTTP/1.1\r\n");
                while (!err.readLine().contains(told + " ")) {
                    // the line before the pause: the bridge has ended
                }
            }
            Files.delete(trigger);
            assertThat(listening(out)).isPositive();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int listening(BufferedReader out) throws IOException {
        while (true) {
            String line = out.readLine();
            Matcher port = LISTENING.matcher(line); // the end of the output would be a failure as well
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
    }

    @Test
    void withoutATokenItIsTheDemoInWhichEveryLightFollows() throws Exception {
        Process process = start("run", Map.of(), "--rounds", "1", "--speed", "8");

        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // The simulator ends with 1 when a light did not follow what happened.
        assertThat(process.waitFor()).as(shown).isZero();
        assertThat(shown).contains("alice joins lounge", "ESP8266   LED ON", "ESP32-S2  LED ON", "LED off");
    }

    private Process start(String script, Map<String, String> environment, String... arguments) throws IOException {
        String path =
                Path.of("..", "scripts", script).toAbsolutePath().normalize().toString();
        ProcessBuilder builder = new ProcessBuilder("bash", path);
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // The JDK that runs this test need not be in one of the usual folders. A cache takes longer than this test may.
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PORCHLIGHT_AOT",
                        "off"));
        return builder.start();
    }
}
