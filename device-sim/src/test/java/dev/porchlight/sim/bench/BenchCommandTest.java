package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private final StringWriter err = new StringWriter();

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--bridge", "no-such.jar", "--folder", "."));
        arguments.addAll(List.of(more));
        CommandLine line = new CommandLine(new BenchCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.write(failure.getMessage());
            return 78;
        });
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void whatCannotBeMeasuredIsOneClearLine() {
        assertThat(run()).isEqualTo(78);
        assertThat(err.toString()).contains("no-such.jar", "scripts/bench builds it");
    }

    @Test
    void anUnknownSectionIsNamedWithTheKnownOnes() {
        assertThat(run("--only", "fan")).isEqualTo(78);
        assertThat(err.toString())
                .contains(
                        "boards, pins, start, memory, allocation, events, http, idle, presence-memory, footprint",
                        "fan");
    }

    @Test
    void aFleetHasAtLeastOneBoard() {
        assertThat(run("--boards", "0")).isEqualTo(78);
        assertThat(err.toString()).contains("--boards");
    }

    @Test
    void aVariantThatCannotBeReadIsShownTheForm() {
        assertThat(run("--variant", "two")).isEqualTo(78);
        assertThat(err.toString()).contains("NAME=SETTING=VALUE", "two");
    }

    @Test
    void whatWasComparedWithIsReadBeforeAnythingIsMeasured() {
        assertThat(run("--compare", "no-such.json")).isEqualTo(78);
        assertThat(err.toString()).contains("no-such.json").doesNotContain("no-such.jar");
    }
}
