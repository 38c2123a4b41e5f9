package dev.porchlight.bridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void givenTimesAtBelowAndAboveTheBoundsThenEachIsInItsBucketAndAllAreInTheSum() {
        Times times = new Times("porchlight_x_seconds", "help", 0.001, 0.01);
        times.took(0);
        times.took(1_000_000);
        times.took(1_000_001);
        times.took(3_000_000_000L);
        HistogramDataPointSnapshot point = times.snapshot().getDataPoints().getFirst();
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        assertThat(buckets.size()).isEqualTo(3);
        assertThat(buckets.getCount(0)).isEqualTo(2);
        assertThat(buckets.getCount(1)).isEqualTo(1);
        assertThat(buckets.getCount(2)).isEqualTo(1);
        assertThat(buckets.getUpperBound(2)).isInfinite();
        assertThat(point.getSum()).isEqualTo(3.002000001);
        assertThat(point.getCount()).isEqualTo(4);
    }
}
