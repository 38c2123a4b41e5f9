package dev.porchlight.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void aWeekOfValuesTakesNoMoreThanAnHourOfThemAndStillSpansIt() {
        Series series = new Series();
        for (int i = 0; i < 30_000; i++) {
            series.add(i, i);
            assertThat(series.points().size()).isLessThanOrEqualTo(Series.MOST);
        }
        assertThat(series.points()).hasSizeGreaterThan(Series.MOST / 3);
        assertThat(series.points().getFirst().minutes()).isZero();
        assertThat(series.points().getLast().minutes()).isGreaterThan(29_800);
        assertThat(series.points()).isSortedAccordingTo((a, b) -> Double.compare(a.minutes(), b.minutes()));
        assertThat(series.seen()).isEqualTo(30_000);
        assertThat(series.first()).isZero();
        assertThat(series.last()).isEqualTo(29_999);
    }
}
