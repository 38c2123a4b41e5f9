package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Samples;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The changes of one stretch of time.
 *
 * @param missing values that a board had not got after five seconds, on both bridges
 * @param hiccups how late a thread of this program woke up that wanted to sleep 5 ms, in milliseconds
 */
record Phase(List<Change> changes, int missing, int missingAtControl, Samples hiccups) {
    /** How much later than usual a change may be. */
    static final double ALLOWED_MILLIS = 50;

    Samples attacked() {
        return samples(Change::millis);
    }

    Samples control() {
        return samples(Change::controlMillis);
    }

    Samples waited() {
        return samples(Change::waitedMillis);
    }

    Samples controlWaited() {
        return samples(Change::controlWaitedMillis);
    }

    private Samples samples(ToDoubleFunction<Change> of) {
        Samples samples = new Samples();
        changes.stream().mapToDouble(of).filter(Double::isFinite).forEach(samples::add);
        return samples;
    }

    /** More than allowed above what is usual. */
    List<Change> late(double usualMillis) {
        return changes.stream()
                .filter(change -> change.millis() > usualMillis + ALLOWED_MILLIS)
                .toList();
    }

    long lateAtControl(double usualMillis) {
        return changes.stream()
                .filter(change -> change.controlMillis() > usualMillis + ALLOWED_MILLIS)
                .count();
    }

    /** Late, and not because the machine made the other bridge wait at that very moment too. */
    List<Change> lateByItself(double usualMillis) {
        return late(usualMillis).stream()
                .filter(change -> change.millis() - change.controlMillis() > ALLOWED_MILLIS)
                .toList();
    }
}
