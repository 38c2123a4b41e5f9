package dev.porchlight.bridge.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;

/**
 * One record as both formats see it: masked, bounded, with a name. A library's record has the name {@code log} and its
 * sentence as {@code message}.
 *
 * @param level debug, info, warn or error
 * @param logger the room, or the library's class
 * @param fields at most {@value #MAX_FIELDS}
 * @param trace of the cause, empty without one
 */
record LogEvent(Instant time, String level, String logger, String name, List<Field> fields, List<String> trace) {

    /** A key and its value: a Long, Integer, Double or Boolean, or else text. */
    record Field(String key, Object value) {}

    static final int MAX_FIELDS = 32;
    static final int MAX_VALUE_CHARS = 2_048;

    private static final Pattern SECRET_KEY = Pattern.compile("token|secret|password|authorization");

    static LogEvent of(LogRecord record) {
        String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
        List<String> trace = record.getThrown() == null ? List.of() : Traces.lines(record.getThrown());
        boolean ours = logger.startsWith(Log.ROOT + ".");
        return new LogEvent(
                record.getInstant(),
                level(record.getLevel()),
                ours ? logger.substring(Log.ROOT.length() + 1) : logger,
                ours ? String.valueOf(record.getMessage()) : "log",
                ours
                        ? fields(record.getParameters())
                        : List.of(new Field("message", text(new SimpleFormatter().formatMessage(record)))),
                trace);
    }

    static LogEvent of(Level level, String logger, String name, Object... keysAndValues) {
        return new LogEvent(Instant.now(), level(level), logger, name, fields(keysAndValues), List.of());
    }

    private static List<Field> fields(Object[] keysAndValues) {
        List<Field> fields = new ArrayList<>();
        int length = keysAndValues == null ? 0 : Math.min(keysAndValues.length, 2 * MAX_FIELDS);
        for (int i = 0; i < length; i += 2) {
            String key = String.valueOf(keysAndValues[i]);
            Object value = i + 1 < keysAndValues.length ? keysAndValues[i + 1] : "(missing)";
            fields.add(new Field(key, value(key, value)));
        }
        return fields;
    }

    private static Object value(String key, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Double || value instanceof Boolean) {
            return value;
        }
        if (SECRET_KEY.matcher(key).find()) {
            return Mask.BLOT;
        }
        try {
            return text(String.valueOf(value));
        } catch (RuntimeException e) {
            return "(unprintable " + value.getClass().getName() + ")";
        }
    }

    /** Masked before it is cut, so that no half of a token escapes; cut once before, so that masking stays cheap. */
    static String text(String value) {
        String masked = Mask.text(cut(value, 2 * MAX_VALUE_CHARS));
        return cut(masked, MAX_VALUE_CHARS);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "warn";
        }
        return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }
}
