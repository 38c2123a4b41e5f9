package dev.porchlight.sim.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as a file: where it was taken and the value of every round, so that medians, ranges and ratios can be made of it
 * again.
 *
 * @param machine processor, memory, system, JDK and flags, as the head of the tables says them
 * @param nativeTools whether client and floor were those in C
 * @param quick whether it was a short one
 */
record Results(String machine, boolean nativeTools, boolean quick, Figures figures) {
    private static final String FORMAT = "porchlight-bench";
    private static final int VERSION = 1;

    void write(Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.put("machine", machine);
        root.put("native", nativeTools);
        root.put("quick", quick);
        root.put("figures", figures.all().stream().map(Results::json).toList());
        Files.writeString(file, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(root) + "\n");
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> sides = new LinkedHashMap<>();
        figure.sides().forEach(side -> sides.put(side, figure.of(side).values()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("section", figure.section());
        json.put("name", figure.name());
        json.put("unit", figure.unit());
        json.put("sides", sides);
        return json;
    }

    /** @throws UserError with one clear sentence when it is no such file */
    static Results read(Path file) {
        Map<String, Object> root;
        try {
            root = JSON.std.mapFrom(Files.readString(file));
        } catch (IOException e) {
            throw UserError.setting(
                    Files.isReadable(file) ? foreign(file, "it is not JSON") : "There is no " + file + " to read.");
        }
        if (!FORMAT.equals(root.get("format"))) {
            throw UserError.setting(foreign(file, "its format is " + root.get("format") + ", not " + FORMAT));
        }
        if (!(root.get("version") instanceof Integer version) || version != VERSION) {
            throw UserError.setting(foreign(
                    file, "it is of version " + root.get("version") + ", and only " + VERSION + " is understood"));
        }
        try {
            return new Results(
                    (String) root.get("machine"),
                    (Boolean) root.get("native"),
                    (Boolean) root.get("quick"),
                    figures(list(root.get("figures"))));
        } catch (ClassCastException | NullPointerException e) {
            throw UserError.setting(foreign(file, "a part of it is missing or of another kind"));
        }
    }

    private static String foreign(Path file, String why) {
        return file + " was not written by scripts/bench --json: " + why + ".";
    }

    private static Figures figures(List<?> all) {
        Figures figures = new Figures();
        for (Object one : all) {
            Map<?, ?> json = (Map<?, ?>) one;
            Figure figure =
                    figures.of((String) json.get("section"), (String) json.get("name"), (String) json.get("unit"));
            ((Map<?, ?>) json.get("sides")).forEach((side, values) -> {
                for (Object value : list(values)) {
                    figure.add((String) side, ((Number) value).doubleValue());
                }
            });
        }
        return figures;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
