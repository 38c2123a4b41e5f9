package dev.porchlight.sim.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measured values of one kind, in one unit. Not thread-safe. */
public final class Samples {
    private double[] values = {};

    static Samples of(double... values) {
        Samples samples = new Samples();
        samples.values = values.clone();
        return samples;
    }

    public void add(double value) {
        values = Arrays.copyOf(values, values.length + 1);
        values[values.length - 1] = value;
    }

    public void addAll(Samples more) {
        for (double value : more.values) {
            add(value);
        }
    }

    public int count() {
        return values.length;
    }

    /** In the order in which they came. */
    List<Double> values() {
        return Arrays.stream(values).boxed().toList();
    }

    boolean isEmpty() {
        return values.length == 0;
    }

    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** By nearest rank: one of the values, never one between two. NaN when there are none. */
    public double percentile(double percent) {
        double[] sorted = sorted();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    double min() {
        return percentile(0);
    }

    public double max() {
        return percentile(100);
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** e.g. {@code 1.20 – 3.45}. */
    String range() {
        return isEmpty() ? "–" : text(min()) + " – " + text(max());
    }

    /** Three digits that matter, thousands with a comma. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
