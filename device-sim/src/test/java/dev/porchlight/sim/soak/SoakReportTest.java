package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.bench.Setup;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each promise, when what was seen says that it was broken. */
class SoakReportTest {
    private static final Duration SOME = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private Ledger ledger = new Ledger();

    @BeforeEach
    void tenQuietMomentsWithNothingWrong() {
        for (int i = 0; i < 10; i++) {
            moment(true, List.of(), List.of(), List.of());
            ledger.vitals(i, new Vitals(8_000, 90_000, 28, 520));
        }
    }

    private void moment(boolean online, List<String> lights, List<String> missing, List<String> health) {
        ledger.count(
                new Expectation(new Present(Map.of()), online, false),
                new QuietMoment.Outcome(new QuietMoment.Wrong(lights, missing, health), SOME, false),
                500);
    }

    private SoakReport report(boolean died, String log) {
        Setup setup = new Setup("java", Path.of("a.jar"), Path.of("b.jar"), List.of("-Xmx32m"), List.of(), folder);
        BridgeLog read = new BridgeLog(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), folder.resolve("bridge.log"));
        read.close();
        return new SoakReport(
                new Soak.Options(setup, 10, 10, 500, 1, SOME, SOME, false), ledger, 10, died, read, 1, 2, 3, 4);
    }

    private void assertBroken(String promise) {
        assertBroken(report(false, ""), promise);
    }

    private static void assertBroken(SoakReport report, String promise) {
        assertThat(report.broken()).as(report.text()).isEqualTo(1);
        assertThat(report.text().lines().filter(line -> line.endsWith("  NO |")))
                .singleElement()
                .asString()
                .startsWith("| " + promise);
        assertThat(report.text()).endsWith("1 promise was BROKEN." + System.lineSeparator());
    }

    @Test
    void nothingWrongIsNothingBroken() {
        assertThat(report(false, "").broken()).isZero();
        assertThat(report(false, "").text()).contains("Every promise was kept.", "seed 1");
    }

    @Test
    void lights() {
        moment(true, List.of("board 7"), List.of(), List.of());
        assertBroken("wrong lights at quiet moments");
    }

    @Test
    void lightsWhileDiscordWasAway() {
        moment(false, List.of("board 7"), List.of(), List.of());
        assertBroken("wrong lights while Discord was away");
    }

    @Test
    void missingBoards() {
        moment(true, List.of(), List.of("board 7"), List.of());
        assertBroken("boards missing");
    }

    @Test
    void health() {
        moment(true, List.of(), List.of(), List.of("/health says"));
        assertBroken("wrong answers of /health");
    }

    @Test
    void anEnd() {
        assertBroken(report(true, ""), "the bridge runs to the end");
    }

    @Test
    void growth() {
        for (int i = 10; i < 20; i++) {
            ledger.vitals(i, new Vitals(8_000, 90_000, 28, 524));
        }
        assertBroken("open files: growth");
    }

    @Test
    void linesInTheLog() {
        assertBroken(report(false, "x ERROR home it_died\n"), "errors in the log");
        assertBroken(report(false, "x WARN door buffers_full\n"), "warnings that no fault explains");
        assertBroken(report(false, "x INFO home y\n".repeat(3_100)), "log lines a minute");
    }

    @Test
    void countersOfTheBridge() {
        ledger.handlerErrors = 1;
        assertBroken("handlers and endpoints that failed");
        ledger.handlerErrors = 0;
        ledger.worstBufferBytes = 67;
        assertBroken("buffer bytes at a quiet moment");
    }

    @Test
    void whoHasLookedAtNoLightHasKeptNoPromiseAboutThem() {
        ledger = new Ledger();
        assertBroken(report(false, ""), "wrong lights at quiet moments");
    }

    @Test
    void whatElseCouldNotBeSeenIsNeitherKeptNorBroken() {
        ledger = new Ledger();
        SoakReport report = report(false, "");
        assertThat(report.broken()).isEqualTo(1);
        assertThat(report.text()).contains("too few values after the warm-up: 0 of 6", "no quiet moment yet");
    }
}
