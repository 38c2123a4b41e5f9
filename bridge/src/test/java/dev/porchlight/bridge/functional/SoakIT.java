package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Poison;
import dev.porchlight.sim.soak.SoakCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * {@code device-sim soak} around the packaged jar: it finds nothing wrong with it, and each thing that it looks for when the
 * jar is poisoned so that it goes wrong.
 */
@Timeout(240)
class SoakIT {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** What was printed, in case a test fails. */
    private String said() {
        return err + "\n" + out;
    }

    private int soak(String... more) {
        List<String> arguments = new ArrayList<>(List.of("20", "--bridge", "target/porchlight.jar", "--seed", "3"));
        arguments.addAll(List.of("--folder", folder.resolve("soak").toString(), "--turbulence", "1s"));
        arguments.addAll(List.of("--flag=-XX:+UseSerialGC", "--flag=-XX:TieredStopAtLevel=1", "--flag=-Xmx64m"));
        arguments.addAll(List.of(more));
        return new CommandLine(new SoakCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    /** From the start one method of the bridge does that. */
    private String poison(String method, String what) throws IOException {
        return "--flag=" + Poison.flag(folder, method, Files.writeString(folder.resolve("trigger"), what));
    }

    private void assertBroken(String... promises) {
        for (String promise : promises) {
            assertThat(out.toString().lines().filter(line -> line.startsWith("| " + promise)))
                    .as("%s in%n%s", promise, said())
                    .singleElement()
                    .asString()
                    .endsWith("  NO |");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "off"})
    void givenTheBridgeAsItIsThenEveryPromiseIsKeptThroughFaultsAndAMomentWithoutDiscord(String whenStale)
            throws IOException {
        Path report = folder.resolve("report.md");
        int code = soak("--boards", "30", "--moments", "4", "--when-stale", whenStale, "--report", report.toString());

        assertThat(code).as(said()).isZero();
        assertThat(out.toString()).contains(" 0 at 5 | ", " 0 at 1 | ", "Every promise was kept.");
        assertThat(Files.readString(report)).isEqualTo(out.toString());
    }

    @Test
    void givenABridgeWhoseLightsAreStuckThenTheyAreSeenWithBoardSignalAndLog() throws IOException {
        int code = soak(
                "--boards",
                "60",
                "--moments",
                "2",
                "--settle",
                "3s",
                poison("dev/porchlight/bridge/home/Facts.tell", Poison.SKIP));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("wrong lights at quiet moments");
        assertThat(err.toString())
                .containsPattern("board \\d+ \\(ESP.*\\) watching .*: told [01] since .*; expected [01]");
        assertThat(err.toString()).contains("  log  ");
    }

    @Test
    void givenABridgeThatForgetsItsStalePolicyThenLightsThatShouldBeDarkAreSeen() throws IOException {
        int code = soak(
                "--boards",
                "60",
                "--moments",
                "4",
                "--settle",
                "20s",
                "--when-stale",
                "off",
                poison("dev/porchlight/bridge/home/Home.lapse", Poison.SKIP));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("wrong lights while Discord was away");
    }

    @Test
    void givenABridgeThatTellsNobodyAnythingThenItsBoardsAreMissing() throws IOException {
        int code = soak(
                "--boards",
                "20",
                "--moments",
                "1",
                "--settle",
                "3s",
                poison("dev/porchlight/bridge/devices/SignalGroup.ask", Poison.SKIP));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("boards missing at either");
    }

    @Test
    void givenABridgeThatLeaksThenHeapMemoryThreadsAndFilesAreSeenToGrow() throws IOException {
        int code = soak(
                "--boards",
                "20",
                "--moments",
                "14",
                "--settle",
                "3s",
                "--flag=-XX:MaxDirectMemorySize=256m",
                poison("dev/porchlight/bridge/health/Health.health", Poison.LEAK));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("live heap, kB: growth", "resident memory, kB: growth", "threads: growth", "open files: growth");
    }

    @Test
    void givenABridgeWhoseHandlersFailThenHealthLogAndCounterSaySo() throws IOException {
        int code = soak(
                "--boards",
                "20",
                "--moments",
                "1",
                "--settle",
                "3s",
                poison("dev/porchlight/bridge/health/Health.health", "throw"));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("wrong answers of /health at either", "errors in the log", "handlers and endpoints that failed");
    }

    @Test
    void givenABridgeThatEndsThenSoDoesTheSoak() throws IOException {
        int code = soak("--boards", "20", "--moments", "4", poison("dev/porchlight/bridge/home/Watch.tell", "throw"));

        assertThat(code).as(said()).isEqualTo(1);
        assertBroken("the bridge runs to the end", "errors in the log");
    }
}
