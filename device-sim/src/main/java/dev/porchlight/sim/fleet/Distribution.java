package dev.porchlight.sim.fleet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Durations, and their percentiles by nearest rank in milliseconds. Keeps the first {@value #MOST}. Not thread-safe. */
final class Distribution {
    private static final int MOST = 1_000_000;
    private long[] nanos = new long[64];
    private int count;

    void add(long value) {
        if (count == MOST) {
            return;
        }
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.min(MOST, 2 * count));
        }
        nanos[count++] = value;
    }

    int count() {
        return count;
    }

    /** p50, p95, p99 and max in milliseconds; empty when there is nothing. */
    Map<String, Double> percentiles() {
        Map<String, Double> named = new LinkedHashMap<>();
        if (count > 0) {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            named.put("p50", millis(sorted, 50));
            named.put("p95", millis(sorted, 95));
            named.put("p99", millis(sorted, 99));
            named.put("max", millis(sorted, 100));
        }
        return named;
    }

    private static double millis(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Math.round(sorted[Math.max(0, rank - 1)] / 1e4) / 100.0;
    }
}
