package dev.porchlight.bridge.settings;

import dev.porchlight.bridge.log.Mask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys that somebody has read, which are the keys that exist. */
final class Declarations {

    /** A family of keys with a name of the person's own in the middle. */
    record Family(String prefix, String suffix) {

        boolean has(String key) {
            return key.length() > prefix.length() + suffix.length() && key.startsWith(prefix) && key.endsWith(suffix);
        }

        @Override
        public String toString() {
            return prefix + "…" + suffix;
        }
    }

    private static final Pattern SECRET_LOOKING = Pattern.compile("token|tokn|secret|passw|key|auth");

    private final Map<String, Boolean> secretByKey = new LinkedHashMap<>();
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Map<String, String> exampleByGroup = new LinkedHashMap<>();

    void plain(String key) {
        secretByKey.putIfAbsent(key, false);
    }

    void secret(String key) {
        secretByKey.put(key, true);
        secretByKey.putIfAbsent(key + "-file", false);
    }

    void pattern(String prefix, String suffix) {
        // By text, as a record's own hash code is spun at run time: 10 ms of a start.
        Family family = new Family(prefix, suffix);
        families.putIfAbsent(family.toString(), family);
    }

    /** Keys that begin with a prefix and a name of the person's own; each of them is declared by itself. */
    void group(String prefix, String example) {
        exampleByGroup.putIfAbsent(prefix, example);
    }

    boolean inGroup(String key) {
        return exampleByGroup.keySet().stream().anyMatch(key::startsWith);
    }

    Collection<String> groups() {
        return exampleByGroup.keySet();
    }

    boolean isSecret(String key) {
        return secretByKey.getOrDefault(key, false);
    }

    /** The dotted key of a name in either spelling; null when nobody has read it. */
    String keyOf(String name) {
        if (secretByKey.containsKey(name)) {
            return name;
        }
        return secretByKey.keySet().stream()
                .filter(key -> Names.environment(key).equals(name))
                .findFirst()
                .orElse(null);
    }

    List<String> environmentNames() {
        return secretByKey.keySet().stream().map(Names::environment).toList();
    }

    Collection<Family> families() {
        return families.values();
    }

    /** A mistake for each entry of the properties file that belongs to no key, or to one that is there in both spellings. */
    List<Mistake> unknown(Map<String, Entry> properties) {
        List<Mistake> unknown = new ArrayList<>();
        properties.forEach((name, entry) -> {
            String key = keyOf(name);
            if (key == null && families().stream().noneMatch(family -> family.has(name))) {
                unknown.add(new Mistake(name, entry.origin(), shown(entry), expectation(name)));
            } else if (key != null && !key.equals(name) && properties.containsKey(key)) {
                unknown.add(new Mistake(name, entry.origin(), shown(entry), "each key once; it is there as " + key));
            }
        });
        return unknown;
    }

    private String expectation(String name) {
        for (Map.Entry<String, String> group : exampleByGroup.entrySet()) {
            int dot = name.indexOf('.', group.getKey().length());
            if (name.startsWith(group.getKey()) && dot > 0 && !secretByKey.containsKey(name.substring(0, dot))) {
                return withoutOwner(name.substring(0, dot), group.getValue());
            }
        }
        for (Family family : families()) {
            if (name.startsWith(family.prefix())) {
                return "a key that exists; did you mean " + family + "?";
            }
        }
        return Names.nearest(name, secretByKey.keySet())
                .map(nearest -> "a key that exists; did you mean " + nearest + "?")
                .orElse("a key that exists; nothing is spelt like this");
    }

    /** {@code light.prch.when}, and there is no {@code light.prch}. */
    private String withoutOwner(String owner, String example) {
        return Names.nearMiss(owner, secretByKey.keySet())
                .map(near -> "a name that exists; did you mean " + near + "?")
                .orElse("a line for " + owner + " itself too, such as " + owner + " = " + example);
    }

    /** An unknown key may be a token's with a slip in it. */
    private static String shown(Entry entry) {
        return SECRET_LOOKING.matcher(entry.name().toLowerCase(Locale.ROOT)).find()
                ? Mask.secret(entry.value())
                : Settings.shown(entry.value());
    }
}
