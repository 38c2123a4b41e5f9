package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeLogTest {
    private static final String TIME = "2026-11-20T08:49:33.123Z ";

    @TempDir
    private Path folder;

    private BridgeLog log(String... lines) {
        String text = String.join("\n", lines) + "\n";
        BridgeLog log = new BridgeLog(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), folder.resolve("bridge.log"));
        log.close();
        return log;
    }

    @Test
    void warningsThatFaultsExplainAreCountedAndExpected() {
        BridgeLog log = log(
                TIME + "INFO  door listening address=127.0.0.1:4711",
                TIME + "WARN  discord discord_away reason=\"an IOException\" then=trying",
                TIME + "WARN  discord discord_away reason=x");
        assertThat(log.errors().count()).isZero();
        assertThat(log.surprises().count()).isZero();
        assertThat(log.lines()).isEqualTo(3);
        assertThat(log.events()).containsEntry("WARN discord_away", 2).hasSize(1);
    }

    @Test
    void otherWarningsAreSurprises() {
        BridgeLog log = log(TIME + "WARN  door buffers_full bytes=1");
        assertThat(log.surprises().count()).isEqualTo(1);
        assertThat(log.surprises().first()).singleElement().asString().contains("buffers_full");
    }

    @Test
    void errorsTracesAndWhatTheJvmSaysOfItselfAreErrors() {
        assertThat(log(TIME + "ERROR home home_loop_died").errors().count()).isEqualTo(1);
        assertThat(log("Exception in thread \"x\" java.lang.IllegalStateException", "\tat a.B.c(B.java:1)")
                        .errors()
                        .count())
                .isEqualTo(2);
        assertThat(log("Terminating due to java.lang.OutOfMemoryError: Java heap space")
                        .errors()
                        .count())
                .isEqualTo(1);
        assertThat(log("Boards connect to  ws://192.168.1.20:8080/ws").errors().count())
                .isZero();
    }

    @Test
    void filesAndLinesAreBoundedHoweverMuchComes() throws Exception {
        String[] lines = new String[6_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = TIME + "WARN  a event" + i + " " + "x".repeat(i == 0 ? 100_000 : 1_900);
        }
        BridgeLog log = log(lines);
        Path file = folder.resolve("bridge.log");
        assertThat(Files.size(file)).isLessThan(5 << 20);
        assertThat(Files.size(BridgeLog.old(file))).isLessThan(5 << 20);
        assertThat(log.events().size()).isLessThanOrEqualTo(200);
        assertThat(log.newest(1_000)).hasSize(60).last().asString().contains("event5999");
        assertThat(log.lines()).isEqualTo(6_000);
        assertThat(log.surprises().first()).hasSize(5);
    }

    @Test
    void whatIsWaitedForAndNeverSaidComesWithWhatWasSaid() {
        BridgeLog log = log(TIME + "ERROR cli bad_settings");
        assertThatThrownBy(() -> log.await("listening", Duration.ofSeconds(20)))
                .hasMessageContaining("listening")
                .hasMessageContaining("bad_settings");
    }
}
