package dev.porchlight.bridge.log;

import java.util.Locale;
import java.util.Set;

/**
 * For collectors: one JSON object a line, {@code time, level, logger, event} first, then the fields, then {@code error}
 * with the trace as one string. A field named like one of these five gets a trailing underscore.
 */
final class JsonLines implements LineFormat {

    private static final Set<String> TAKEN = Set.of("time", "level", "logger", "event", "error");

    @Override
    public String line(LogEvent event) {
        StringBuilder line = new StringBuilder(200).append("{\"time\":");
        string(line, TextLines.TIME.format(event.time()));
        line.append(",\"level\":");
        string(line, event.level());
        line.append(",\"logger\":");
        string(line, event.logger());
        line.append(",\"event\":");
        string(line, event.name());
        for (LogEvent.Field field : event.fields()) {
            line.append(',');
            string(line, TAKEN.contains(field.key()) ? field.key() + "_" : field.key());
            line.append(':');
            value(line, field.value());
        }
        if (!event.trace().isEmpty()) {
            line.append(",\"error\":");
            string(line, String.join("\n", event.trace()));
        }
        return line.append('}').toString();
    }

    private static void value(StringBuilder line, Object value) {
        // JSON has no infinity and no NaN.
        boolean bare = value instanceof Double number ? Double.isFinite(number) : !(value instanceof String);
        if (bare) {
            line.append(value);
        } else {
            string(line, value.toString());
        }
    }

    private static void string(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c == '\n') {
                line.append("\\n");
            } else if (c < 0x20 || c == 0x7f || (c >= 0xd800 && c < 0xe000 && !paired(text, i))) {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    /** Half of a surrogate pair cannot be written as UTF-8. */
    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
