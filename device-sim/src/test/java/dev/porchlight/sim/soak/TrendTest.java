package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double KB = 512;

    /** A value every half minute, of ten minutes. */
    private static Trend tenMinutes(DoubleUnaryOperator valueAt) {
        Series series = new Series();
        for (double minute = 0; minute <= 10; minute += 0.5) {
            series.add(minute, valueAt.applyAsDouble(minute));
        }
        return Trend.of(series);
    }

    @Test
    void whatOnlyVariesIsFlat() {
        Random random = new Random(1);
        assertThat(tenMinutes(minute -> 8_000 + 300 * random.nextGaussian()).isFlat(KB))
                .isTrue();
    }

    @Test
    void aLeakOfWhatItSaysItFindsIsFound() {
        Random random = new Random(2);
        double leak = tenMinutes(minute -> 0).finds(KB) * 1.3;
        assertThat(leak).isLessThan(100);
        assertThat(tenMinutes(minute -> 8_000 + leak * minute + 100 * random.nextGaussian())
                        .isFlat(KB))
                .isFalse();
    }

    @Test
    void growthInTheWarmUpAndThenNoMoreIsFlat() {
        assertThat(tenMinutes(minute -> Math.min(minute, 2.5) * 2_000).isFlat(KB))
                .isTrue();
    }

    @Test
    void aStepThatStaysIsGrowth() {
        assertThat(tenMinutes(minute -> minute < 6 ? 8_000 : 9_000).isFlat(KB)).isFalse();
    }

    @Test
    void oddValuesAreNoGrowthAndHideNone() {
        assertThat(tenMinutes(minute -> minute == 9 ? 30_000 : 8_000).isFlat(KB))
                .isTrue();
        assertThat(tenMinutes(minute -> minute == 3.5 ? 30_000 : 8_000 + 200 * minute)
                        .isFlat(KB))
                .isFalse();
    }

    @Test
    void whatShrinksIsFlat() {
        assertThat(tenMinutes(minute -> 9_000 - 500 * minute).isFlat(KB)).isTrue();
    }

    @Test
    void fewValuesSayNothing() {
        Series series = new Series();
        for (int i = 0; i < 7; i++) {
            series.add(i, 1_000 * i);
        }
        assertThat(Trend.of(series).isKnown()).isFalse();
        series.add(7, 7_000);
        assertThat(Trend.of(series).isKnown()).isTrue();
        assertThat(Trend.of(series).isFlat(KB)).isFalse();
    }

    @Test
    void aSystemThatDoesNotTellSaysNothing() {
        assertThat(tenMinutes(minute -> Double.NaN).isKnown()).isFalse();
    }
}
