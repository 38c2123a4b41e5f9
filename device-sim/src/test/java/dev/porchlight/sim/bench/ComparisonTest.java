package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Figures old = new Figures();
    private final Figures now = new Figures();

    private static void rounds(Figures figures, String name, String unit, double floor, double... values) {
        for (double value : values) {
            figures.of("section", name, unit).add("bridge", value);
            if (floor > 0) {
                figures.of("section", name, unit).add("floor", floor);
            }
        }
    }

    private List<String> compare(String oldMachine, boolean oldNative) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        new Comparison(new Results(oldMachine, oldNative, false, old), new Results("here", true, false, now))
                .print(new Report(writer, writer, Duration.ofMinutes(1)));
        return out.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void ratiosAreComparedAndNotValues() {
        rounds(old, "last", "ms", 10, 20, 21, 22);
        rounds(now, "last", "ms", 100, 200, 210, 220); // a machine ten times as slow
        assertThat(compare("here", true))
                .contains(
                        "| section, last | ms | 2.10 × | 2.10 × | +0 % | 10 % | |",
                        "Nothing moved by more than its own noise.");
    }

    @Test
    void whatMovedByMoreThanItsRangeIsSaidOnce() {
        rounds(old, "last", "ms", 10, 20, 21, 22);
        rounds(now, "last", "ms", 10, 23, 24, 24);
        assertThat(compare("here", true))
                .contains(
                        "| section, last | ms | 2.10 × | 2.40 × | +14 % | 10 % | moved, worse |",
                        " section, last: 2.10 × to 2.40 ×, +14 %, worse");
    }

    @Test
    void theWiderRangeOfBothIsTheNoise() {
        rounds(old, "last", "ms", 10, 21, 21, 21);
        rounds(now, "last", "ms", 10, 20, 24, 25);
        assertThat(compare("here", true)).contains("| section, last | ms | 2.10 × | 2.40 × | +14 % | 24 % | |");
    }

    @Test
    void ofRequestsMoreIsBetter() {
        rounds(old, "requests", "1/s", 10, 20, 20);
        rounds(now, "requests", "1/s", 10, 30, 30);
        assertThat(compare("here", true))
                .contains("| section, requests | 1/s | 2.00 × | 3.00 × | +50 % | 0 % | moved, better |");
    }

    @Test
    void withoutAFloorTheValueIsCompared() {
        rounds(old, "bytes", "B", 0, 80, 80);
        rounds(now, "bytes", "B", 0, 40, 40);
        assertThat(compare("here", true))
                .contains("| section, bytes | B | 80.0 | 40.0 | -50 % | 0 % | moved, better |");
    }

    @Test
    void bytesAllocatedAreComparedByTheirValueSinceTheFloorHasNextToNone() {
        rounds(old, "a board and change", "B", 0.1, 80, 80);
        rounds(now, "a board and change", "B", 0.2, 80, 80);
        assertThat(compare("here", true)).contains("| section, a board and change | B | 80.0 | 80.0 | +0 % | 0 % | |");
    }

    @Test
    void lessThanOneInAHundredIsNothingEvenWithoutNoise() {
        rounds(old, "rss", "MB", 10, 1_000, 1_000);
        rounds(now, "rss", "MB", 10, 1_009, 1_009);
        assertThat(compare("here", true)).contains("Nothing moved by more than its own noise.");
    }

    @Test
    void oneRoundHasNoNoiseToCompareWith() {
        rounds(old, "last", "ms", 10, 20);
        rounds(now, "last", "ms", 10, 90);
        assertThat(compare("here", true)).contains("| section, last | ms | 2.00 × | 9.00 × | +350 % | – | one round |");
    }

    @Test
    void whatOnlyOneRunHasIsSaidToBeSo() {
        rounds(old, "gone", "ms", 10, 20, 20);
        rounds(now, "new", "ms", 10, 20, 20);
        assertThat(compare("here", true))
                .contains(
                        "| section, new | ms | – | 2.00 × | – | – | only new |",
                        "| section, gone | ms | 2.00 × | – | – | – | only old |");
    }

    @Test
    void anotherMachineAndAnotherClientAreSaid() {
        rounds(old, "last", "ms", 10, 20, 20);
        rounds(now, "last", "ms", 10, 20, 20);
        assertThat(compare("there", false))
                .anyMatch(line -> line.contains("different places"))
                .anyMatch(line -> line.contains("their ratios cannot be compared"));
        assertThat(compare("here", true)).noneMatch(line -> line.contains("different") || line.contains("cannot"));
    }
}
