package dev.porchlight.sim.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All figures of a run, in the order in which they were first asked for. Not thread-safe. */
final class Figures {
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /** The figure of that section and name, made when there is none. */
    Figure of(String section, String name, String unit) {
        return figures.computeIfAbsent(key(section, name), key -> new Figure(section, name, unit));
    }

    Optional<Figure> find(String section, String name) {
        return Optional.ofNullable(figures.get(key(section, name)));
    }

    List<Figure> all() {
        return new ArrayList<>(figures.values());
    }

    List<Figure> in(String section) {
        return figures.values().stream()
                .filter(figure -> figure.section().equals(section))
                .toList();
    }

    private static String key(String section, String name) {
        return section + '\n' + name;
    }

    /** The figures of a section, a row for each side of the bridge, beside the floor. */
    Table table(String section, String head) {
        Table table = new Table(
                head, "unit", "n", "median", "min – max", "floor median", "min – max", "ratio", "ratio by round");
        for (Figure figure : in(section)) {
            List<String> bridges = figure.bridges();
            for (String side : bridges) {
                row(table, figure, label(figure, side), side);
            }
            if (bridges.isEmpty()) {
                row(table, figure, figure.name(), "");
            }
        }
        return table;
    }

    static String label(Figure figure, String side) {
        return side.equals(Variant.BRIDGE.name()) ? figure.name() : figure.name() + " · " + side;
    }

    private static void row(Table table, Figure figure, String label, String side) {
        Samples values = figure.of(side);
        Samples floor = figure.of(Figure.FLOOR);
        Samples ratios = figure.ratios(side);
        table.row(
                label,
                figure.unit(),
                "" + Math.max(values.count(), floor.count()),
                Samples.text(values.median()),
                values.count() < 2 ? "–" : values.range(),
                Samples.text(floor.median()),
                floor.count() < 2 ? "–" : floor.range(),
                Samples.text(figure.ratio(side)),
                ratios.count() < 2 ? "–" : ratios.range());
    }
}
