package dev.porchlight.sim.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs side by side. What is compared is the ratio to the floor of the same run, since it belongs less to the machine
 * than the value does; a figure without a floor, or one of bytes allocated, is compared by its value.
 *
 * <p>A figure has moved when the difference is larger than its own noise: the wider of both ranges by round, and at least one
 * part in a hundred.
 */
final class Comparison {
    /** Less is nothing, however little noise there is. */
    private static final double LEAST = 0.01;

    private final Results before;
    private final Results after;
    private final List<String> moved = new ArrayList<>();

    Comparison(Results before, Results after) {
        this.before = before;
        this.after = after;
    }

    /** One run's side of a line. */
    private record Side(double median, Samples rounds, boolean isRatio) {
        static Side of(Optional<Figure> figure, String side, boolean ratio) {
            return figure.map(f -> new Side(
                            ratio ? f.ratio(side) : f.of(side).median(), ratio ? f.ratios(side) : f.of(side), ratio))
                    .orElse(new Side(Double.NaN, new Samples(), ratio));
        }

        double width() {
            return rounds.max() - rounds.min();
        }

        String text() {
            return Samples.text(median) + (isRatio && Double.isFinite(median) ? " ×" : "");
        }
    }

    void print(Report report) {
        Table table = new Table("", "unit", "old", "new", "change", "noise", "");
        for (Figure figure : union()) {
            Set<String> sides = new LinkedHashSet<>(figure.bridges());
            other(before, figure).ifPresent(old -> sides.addAll(old.bridges()));
            for (String side : sides) {
                row(table, figure, side);
            }
        }
        List<String> notes = new ArrayList<>(List.of(
                "",
                "× is the ratio to the floor of the same run; without it there is no floor, and the value itself stands there.",
                "Noise: the wider of both ranges by round, of the old median. Old: " + before.machine()));
        if (!before.machine().equals(after.machine())) {
            notes.add("The runs were taken in different places or with different flags; new: " + after.machine());
        }
        if (before.nativeTools() != after.nativeTools()) {
            notes.add(
                    "One of them had the client and the floor in C, the other in Java: their ratios cannot be compared.");
        }
        notes.add(
                moved.isEmpty() ? "Nothing moved by more than its own noise." : "Moved by more than their own noise:");
        moved.forEach(line -> notes.add("  " + line));
        report.table("## Compared with an earlier run", table, notes.toArray(String[]::new));
    }

    /** What the new run has, and then what only the old one has. */
    private List<Figure> union() {
        List<Figure> all = after.figures().all();
        before.figures().all().stream()
                .filter(figure -> other(after, figure).isEmpty())
                .forEach(all::add);
        return all;
    }

    private static Optional<Figure> other(Results results, Figure figure) {
        return results.figures().find(figure.section(), figure.name());
    }

    private void row(Table table, Figure figure, String side) {
        boolean ratio = figure.hasTellingRatio(side);
        Side old = Side.of(other(before, figure), side, ratio);
        Side now = Side.of(other(after, figure), side, ratio);
        double change = (now.median - old.median) / old.median;
        String label = figure.section() + ", " + Figures.label(figure, side);
        String verdict = verdict(old, now, change, figure.moreIsBetter());
        if (verdict.startsWith("moved")) {
            moved.add(label + ": " + old.text() + " to " + now.text() + ", " + percent(change) + verdict.substring(5));
        }
        table.row(
                label,
                figure.unit(),
                old.text(),
                now.text(),
                percent(change),
                percent(noise(old, now) / Math.abs(old.median)).replace("+", ""),
                verdict);
    }

    private static double noise(Side old, Side now) {
        boolean known = old.rounds.count() > 1 && now.rounds.count() > 1;
        return known ? Math.max(old.width(), now.width()) : Double.NaN;
    }

    private static String verdict(Side old, Side now, double change, boolean moreIsBetter) {
        if (old.rounds.isEmpty() || now.rounds.isEmpty()) {
            return now.rounds.isEmpty() ? "only old" : "only new";
        }
        double noise = noise(old, now);
        if (Double.isNaN(noise)) {
            return "one round";
        }
        if (Math.abs(now.median - old.median) <= noise || Math.abs(change) < LEAST) {
            return "";
        }
        return change > 0 == moreIsBetter ? "moved, better" : "moved, worse";
    }

    private static String percent(double part) {
        return Double.isFinite(part) ? String.format(Locale.ROOT, "%+.0f %%", 100 * part) : "–";
    }
}
