package dev.porchlight.sim.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * Values over time, in one unit. At most {@value #MOST} are kept: when there are more, every second one goes and from then on
 * only every second is taken, so that a run of days needs no more than one of hours. One thread.
 */
final class Series {
    static final int MOST = 600;

    private final List<Point> points = new ArrayList<>();
    private int stride = 1;
    private int seen;
    private Point last;

    /** @param minutes since the soak began */
    record Point(double minutes, double value) {}

    void add(double minutes, double value) {
        last = new Point(minutes, value);
        if (seen++ % stride == 0) {
            points.add(last);
        }
        if (points.size() > MOST) {
            for (int i = points.size() - 1; i > 0; i--) {
                if (i % 2 == 1) {
                    points.remove(i);
                }
            }
            stride *= 2;
        }
    }

    List<Point> points() {
        return List.copyOf(points);
    }

    /** How many values there were, those that went included. */
    int seen() {
        return seen;
    }

    double first() {
        return points.isEmpty() ? Double.NaN : points.getFirst().value();
    }

    double last() {
        return last == null ? Double.NaN : last.value();
    }
}
