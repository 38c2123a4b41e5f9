package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Samples.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(Samples.of(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void aPercentileIsOneOfTheValues() {
        Samples samples = new Samples();
        for (int i = 200; i >= 1; i--) {
            samples.add(i);
        }
        assertThat(samples.percentile(99)).isEqualTo(198);
        assertThat(samples.min()).isEqualTo(1);
        assertThat(samples.max()).isEqualTo(200);
    }

    @Test
    void nothingMeasuredIsSaidAsADash() {
        Samples none = new Samples();
        assertThat(Samples.text(none.median())).isEqualTo("–");
        assertThat(none.range()).isEqualTo("–");
    }

    @Test
    void threeDigitsMatter() {
        assertThat(Samples.text(0.123)).isEqualTo("0.12");
        assertThat(Samples.text(12.34)).isEqualTo("12.3");
        assertThat(Samples.text(12_345.6)).isEqualTo("12,346");
    }

    @Test
    void aTableIsAlignedAndIsMarkdown() {
        StringWriter out = new StringWriter();
        Table table = new Table("", "unit");
        table.row("last board", "ms");
        table.print(new PrintWriter(out, true));
        assertThat(out.toString().lines())
                .containsExactly("|            | unit |", "|------------|-----:|", "| last board |   ms |");
    }
}
