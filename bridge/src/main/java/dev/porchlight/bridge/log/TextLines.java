package dev.porchlight.bridge.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * For people: {@code 2026-11-20T08:49:33.123Z INFO  door listening port=8080}. One line an event whatever the values hold;
 * only the trace of a cause follows on lines of its own, indented by four blanks.
 */
final class TextLines implements LineFormat {

    /** Always with milliseconds, so that columns stay. */
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final Pattern BARE = Pattern.compile("[^\\s\"=\\\\\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

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
        if (BARE.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        escape(quoted, text);
        return quoted.append('"').toString();
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
                    int type = Character.getType(c);
                    if (type == Character.CONTROL
                            || type == Character.FORMAT
                            || type == Character.LINE_SEPARATOR
                            || type == Character.PARAGRAPH_SEPARATOR) {
                        to.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
    }
}
