package dev.porchlight.bridge.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The three sources in their order: environment, {@code .env}, {@code porchlight.properties}; the first that has a key
 * decides. Immutable after {@link #load}.
 *
 * @param environment by environment name
 * @param dotEnv by environment name
 * @param properties by dotted key, or by environment name, since lines are copied from {@code .env} to here
 * @param directory where relative paths start
 */
record Sources(
        Map<String, Entry> environment, Map<String, Entry> dotEnv, Map<String, Entry> properties, Path directory) {

    /** Reads both files; what is wrong with a file as such is added to the mistakes. */
    static Sources load(
            Map<String, String> environment, Path directory, List<Mistake> mistakes, List<String> warnings) {
        Map<String, Entry> dotEnv = text(directory, DotEnv.NAME, mistakes)
                .map(text -> DotEnv.parse(text, mistakes, warnings))
                .orElse(Map.of());
        Map<String, Entry> properties = text(directory, PropertiesFile.NAME, mistakes)
                .map(text -> PropertiesFile.parse(text, mistakes))
                .orElse(Map.of());
        return new Sources(entries(environment), dotEnv, properties, directory);
    }

    static Map<String, Entry> entries(Map<String, String> environment) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        environment.forEach((name, value) -> entries.put(name, new Entry(name, value, Origin.ENVIRONMENT)));
        return entries;
    }

    /** Every source's entry for the key, the deciding one first. */
    List<Entry> all(String key) {
        String name = Names.environment(key);
        List<Entry> found = new ArrayList<>();
        add(found, environment.get(name));
        add(found, dotEnv.get(name));
        add(found, properties.get(key));
        if (!name.equals(key)) {
            add(found, properties.get(name));
        }
        return found;
    }

    /** The deciding entry that is not blank: a blank value means "not set here", as compose files produce it. */
    Optional<Entry> find(String key) {
        return all(key).stream()
                .filter(Predicate.not(entry -> entry.value().isBlank()))
                .findFirst();
    }

    /** A name that only the two environments know, such as the Node server's {@code ESP_WS_PORT}. */
    Optional<Entry> findInEnvironments(String name) {
        Entry entry = environment.getOrDefault(name, dotEnv.get(name));
        return Optional.ofNullable(entry).filter(found -> !found.value().isBlank());
    }

    private static Optional<String> text(Path directory, String name, List<Mistake> mistakes) {
        return BoundedFile.read(
                directory.resolve(name),
                expected -> mistakes.add(new Mistake(name, Origin.of(name, 0), "(the file)", expected)));
    }

    private static void add(List<Entry> found, Entry entry) {
        if (entry != null) {
            found.add(entry);
        }
    }
}
