package dev.porchlight.bridge.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * {@code porchlight.properties}: what {@link Properties} reads, with line numbers, and with a key given twice as a mistake.
 *
 * <p>The text is cut into logical lines here and each is given to {@link Properties} by itself, so that escapes,
 * separators and continuation lines are Java's own.
 */
final class PropertiesFile {

    static final String NAME = "porchlight.properties";

    private PropertiesFile() {}

    /** What the lines say by key as written; what cannot be read is added to the mistakes. */
    static Map<String, Entry> parse(String text, List<Mistake> mistakes) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            StringBuilder logical = new StringBuilder(lines.get(next++));
            if (logical.isEmpty() || "#!".indexOf(firstCharacter(logical)) >= 0) {
                continue;
            }
            while (next < lines.size() && continues(lines.get(next - 1))) {
                logical.append('\n').append(lines.get(next++));
            }
            if (next < lines.size() || text.endsWith("\n") || text.endsWith("\r")) {
                logical.append('\n'); // a backslash and then nothing is no line, but one at the very end of the file is
            }
            add(entries, logical.toString(), Origin.of(NAME, first + 1), mistakes);
        }
        return entries;
    }

    private static void add(Map<String, Entry> entries, String logical, Origin origin, List<Mistake> mistakes) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(
                    new Mistake("(a line)", origin, "(not shown)", "key = value, and \\u only before four hex digits"));
            return;
        }
        for (String key : one.stringPropertyNames()) {
            Entry earlier =
                    entries.putIfAbsent(key, new Entry(key, one.getProperty(key).strip(), origin));
            if (earlier != null) {
                mistakes.add(new Mistake(
                        key,
                        origin,
                        "(a second time)",
                        "each key once; line " + earlier.origin().line() + " has it already"));
            }
        }
    }

    private static char firstCharacter(StringBuilder line) {
        for (int i = 0; i < line.length(); i++) {
            if (" \t\f".indexOf(line.charAt(i)) < 0) { // what Properties takes for blank, and no other
                return line.charAt(i);
            }
        }
        return '#';
    }

    /** An odd number of backslashes at the end joins the next line. */
    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
