package dev.porchlight.bridge.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * For people: {@code 2026-11-20T08:49:33.123Z INFO  door listening port=8080}. One line an event whatever the values hold;
 * only the trace of a cause follows on lines of its own, indented by four blanks.
 */
final class TextLines implements LineFormat {

    /** Always with milliseconds, so that columns stay. */
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    @Override
    public String line(LogEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.time(), line);
        line.append(' ').append(event.level().toUpperCase(Locale.ROOT));
        line.append(" ".repeat(6 - event.level().length()));
        line.append(value(event.logger().substring(event.logger().lastIndexOf('.') + 1)))
                .append(' ')
                .append(value(event.name()));
        for (LogEvent.Field field : event.fields()) {
            line.append(' ').append(value(field.key())).append('=').append(value(field.value()));
        }
        for (String trace : event.trace()) {
            line.append("\n    ");
            escape(line, trace);
        }
        return line.toString();
    }

    private static String value(Object value) {
        String text = value.toString();
        if (isBare(text)) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        escape(quoted, text);
        return quoted.append('"').toString();
    }

    /** Whether it can stand without quotes. Runs for every field of every line, so it is a plain loop. */
    private static boolean isBare(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '=' || c == '\\' || Character.isWhitespace(c) || isInvisible(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Also what would move the cursor, colour the terminal or turn the writing direction. */
    private static void escape(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (isInvisible(c)) {
                        to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
    }
}
