package dev.porchlight.bridge.health;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Durations, counted by size from the start of the program, whether anybody scrapes or not; Prometheus' own histogram would
 * bring its whole library into every start. Takes from any thread; a snapshot taken meanwhile may lack the last of them.
 */
final class Times {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String name;
    private final String help;
    private final double[] upperBoundsSeconds;
    private final LongAdder[] counts;
    private final LongAdder sumNanos = new LongAdder();

    /**
     * Nothing counted yet.
     *
     * @param upperBoundsSeconds ascending; what is larger than all of them is counted too
     */
    Times(String name, String help, double... upperBoundsSeconds) {
        this.name = name;
        this.help = help;
        this.upperBoundsSeconds = Arrays.copyOf(upperBoundsSeconds, upperBoundsSeconds.length + 1);
        this.upperBoundsSeconds[upperBoundsSeconds.length] = Double.POSITIVE_INFINITY;
        this.counts = Stream.generate(LongAdder::new)
                .limit(this.upperBoundsSeconds.length)
                .toArray(LongAdder[]::new);
    }

    /** Counts one; allocates nothing. */
    void took(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        int bucket = 0;
        while (seconds > upperBoundsSeconds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sumNanos.add(nanos);
    }

    HistogramSnapshot snapshot() {
        Number[] now = Arrays.stream(counts).map(LongAdder::sum).toArray(Number[]::new);
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(upperBoundsSeconds, now))
                        .sum(sumNanos.sum() / NANOS_PER_SECOND)
                        .build())
                .build();
    }
}
