package dev.porchlight.sim.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether something has grown: the median of the last third of the values against that of the first third, and the Theil–Sen
 * slope (the median of the slopes between all pairs), both of which a few odd values do not move. What came during the
 * warm-up does not count. Immutable.
 *
 * @param values after the warm-up
 * @param growth of the medians
 * @param perMinute slope
 * @param minutes from the first value to the last
 */
record Trend(int values, double growth, double perMinute, double minutes) {
    /** With fewer nothing can be said, nor where the system does not tell. */
    static final int LEAST = 6;

    private static final double WARM_UP_MINUTES = 3;
    private static final int WARM_UP_LEAST = 2;

    /** The warm-up is a quarter of the time, at most 3 minutes, and at least two values. */
    static Trend of(Series series) {
        List<Series.Point> all = series.points();
        if (all.size() <= WARM_UP_LEAST) {
            return new Trend(0, Double.NaN, Double.NaN, 0);
        }
        double start = all.getFirst().minutes();
        double warm = start + Math.min(WARM_UP_MINUTES, (all.getLast().minutes() - start) / 4);
        List<Series.Point> points = new ArrayList<>();
        for (int i = WARM_UP_LEAST; i < all.size(); i++) {
            if (all.get(i).minutes() >= warm) {
                points.add(all.get(i));
            }
        }
        int third = Math.max(1, points.size() / 3);
        double growth = points.isEmpty()
                ? Double.NaN
                : median(points.subList(points.size() - third, points.size())) - median(points.subList(0, third));
        return new Trend(points.size(), growth, slope(points), span(points));
    }

    private static double span(List<Series.Point> points) {
        return points.isEmpty()
                ? 0
                : points.getLast().minutes() - points.getFirst().minutes();
    }

    private static double median(List<Series.Point> points) {
        return median(points.stream().mapToDouble(Series.Point::value).toArray());
    }

    private static double slope(List<Series.Point> points) {
        double[] slopes = new double[points.size() * (points.size() - 1) / 2];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double apart = points.get(j).minutes() - points.get(i).minutes();
                slopes[n++] = (points.get(j).value() - points.get(i).value()) / Math.max(apart, 1e-9);
            }
        }
        return median(slopes);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    boolean isKnown() {
        return values >= LEAST && Double.isFinite(growth);
    }

    /** Neither measure has grown by more than that; with too few values nobody can say that it has. */
    boolean isFlat(double tolerance) {
        return !isKnown() || (growth <= tolerance && perMinute * minutes <= tolerance);
    }

    /** The steady growth a minute that would have been found. */
    double finds(double tolerance) {
        return tolerance / minutes;
    }
}
