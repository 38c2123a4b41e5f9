package dev.porchlight.sim.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that was measured: a value a round and side. Not thread-safe.
 *
 * <p>Invariant: the values of all sides at one index are of the same round, so that their ratio is one of that round.
 */
final class Figure {
    static final String FLOOR = "floor";

    private final String section;
    private final String name;
    private final String unit;
    private final Map<String, Samples> sides = new LinkedHashMap<>();

    Figure(String section, String name, String unit) {
        this.section = section;
        this.name = name;
        this.unit = unit;
    }

    String section() {
        return section;
    }

    String name() {
        return name;
    }

    String unit() {
        return unit;
    }

    /** What is not a number, since the system does not tell it, is left out. */
    Figure add(String side, double value) {
        if (Double.isFinite(value)) {
            sides.computeIfAbsent(side, s -> new Samples()).add(value);
        }
        return this;
    }

    /** All but the floor, in the order in which they came. */
    List<String> bridges() {
        return sides.keySet().stream().filter(side -> !side.equals(FLOOR)).toList();
    }

    Set<String> sides() {
        return Collections.unmodifiableSet(sides.keySet());
    }

    /** Empty when that side has none. */
    Samples of(String side) {
        return sides.getOrDefault(side, new Samples());
    }

    /** Of the medians; not finite when there is no floor, or one of nothing. */
    double ratio(String side) {
        return of(side).median() / of(FLOOR).median();
    }

    /** Round by round; empty when there is no floor. */
    Samples ratios(String side) {
        Samples ratios = new Samples();
        List<Double> over = of(side).values();
        List<Double> under = of(FLOOR).values();
        for (int i = 0; i < Math.min(over.size(), under.size()); i++) {
            double ratio = over.get(i) / under.get(i);
            if (Double.isFinite(ratio)) {
                ratios.add(ratio);
            }
        }
        return ratios;
    }

    /** Whether its ratio says more than its value does: not of bytes allocated, where the floor has next to none. */
    boolean hasTellingRatio(String side) {
        return Double.isFinite(ratio(side)) && !unit.equals("B");
    }

    /** Whether more is better; else less is. */
    boolean moreIsBetter() {
        return unit.equals("1/s");
    }
}
