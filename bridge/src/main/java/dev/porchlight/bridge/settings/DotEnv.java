package dev.porchlight.bridge.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .env} format, a line a value: {@code KEY=VALUE}, an optional {@code export}, quotes of both kinds, comments.
 *
 * <p>Unquoted, a value ends at the first {@code #} after a blank, as in a shell: {@code a#b} is a value, {@code a #b} a
 * value and a comment. Single quotes keep everything; double quotes know {@code \n \r \t \" \\ \$} and leave every other
 * backslash alone. Nothing is substituted and no value spans lines. Of two lines with one name the later wins, with a
 * warning, because that is what other readers of the same file do.
 */
final class DotEnv {

    static final String NAME = ".env";

    private static final Pattern LINE =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'(?:\\s*|\\s+#.*)", Pattern.DOTALL);
    private static final Pattern DOUBLE =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"(?:\\s*|\\s+#.*)", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\([nrt\"\\\\$])");

    private DotEnv() {}

    /** What the lines say by name; lines that say nothing are added to the mistakes. */
    static Map<String, Entry> parse(String text, List<Mistake> mistakes, List<String> warnings) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Origin origin = Origin.of(NAME, number);
            Matcher matcher = LINE.matcher(line);
            String value = matcher.matches() ? unquoted(matcher.group(2)) : null;
            if (value == null) {
                // The line itself may be a secret that lost its name: it is never shown.
                mistakes.add(new Mistake(
                        matcher.matches() ? matcher.group(1) : "(a line)",
                        origin,
                        "(not shown)",
                        "KEY=VALUE, with a closing quote where there is an opening one"));
                continue;
            }
            Entry entry = new Entry(matcher.group(1), value, origin);
            Entry earlier = entries.put(entry.name(), entry);
            if (earlier != null) {
                warnings.add(entry.name() + " is set twice in .env: line " + number + " is used, line "
                        + earlier.origin().line() + " is not");
            }
        }
        return entries;
    }

    private static String unquoted(String raw) {
        if (raw.startsWith("'")) {
            Matcher matcher = SINGLE.matcher(raw);
            return matcher.matches() ? matcher.group(1) : null;
        }
        if (raw.startsWith("\"")) {
            Matcher matcher = DOUBLE.matcher(raw);
            return matcher.matches() ? unescaped(matcher.group(1)) : null;
        }
        return COMMENT.matcher(raw).replaceFirst("").strip();
    }

    private static String unescaped(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            default -> match.group(1);
                        }));
    }
}
