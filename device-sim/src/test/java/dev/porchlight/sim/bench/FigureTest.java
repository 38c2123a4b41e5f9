package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FigureTest {
    private final Figures figures = new Figures();

    @Test
    void theRatioIsOfTheMediansAndEachRoundHasItsOwn() {
        Figure figure = figures.of("fan-out", "last board", "ms");
        figure.add("bridge", 10).add("floor", 10);
        figure.add("bridge", 30).add("floor", 20);
        figure.add("bridge", 24).add("floor", 8);
        assertThat(figure.ratio("bridge")).isEqualTo(2.4);
        assertThat(figure.ratios("bridge").range()).isEqualTo("1.00 – 3.00");
    }

    @Test
    void aFigureWithoutAFloorHasNoRatio() {
        Figure figure = figures.of("events", "CPU an event", "µs").add("bridge", 10);
        assertThat(figure.ratio("bridge")).isNaN();
        assertThat(figure.ratios("bridge").isEmpty()).isTrue();
        Figure zero = figures.of("allocation", "a board", "B").add("bridge", 10).add("floor", 0);
        assertThat(zero.ratios("bridge").isEmpty()).isTrue();
    }

    @Test
    void whatTheSystemDoesNotTellIsLeftOut() {
        assertThat(figures.of("memory", "heap", "kB").add("bridge", Double.NaN).sides())
                .isEmpty();
    }

    @Test
    void aTableHasARowForEachVariantAndOneForWhatOnlyTheFloorHas() {
        figures.of("fan-out", "last board", "ms").add("bridge", 2).add("two", 1).add("floor", 1);
        figures.of("fan-out", "reading", "ms").add("floor", 5);
        figures.of("storm", "back", "ms").add("bridge", 7);
        StringWriter out = new StringWriter();
        figures.table("fan-out", "").print(new PrintWriter(out, true));
        assertThat(out.toString().lines().skip(2).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "| last board | ms | 1 | 2.00 | – | 1.00 | – | 2.00 | – |",
                        "| last board · two | ms | 1 | 1.00 | – | 1.00 | – | 1.00 | – |",
                        "| reading | ms | 1 | – | – | 5.00 | – | – | – |");
    }
}
