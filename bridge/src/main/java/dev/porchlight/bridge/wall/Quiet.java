package dev.porchlight.bridge.wall;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of every day in which an output is off: {@code 23:00-07:00}, by the clock on the wall. Whether it is quiet is a question
 * of the local time alone, so that a change to or from summer time, or a clock that is set, needs no rule of its own: an hour
 * that comes twice counts twice, and an end that is skipped has passed.
 *
 * @param from the first minute of it
 * @param until the first minute after it, on the next day when it is not later than {@code from}
 */
record Quiet(LocalTime from, LocalTime until) {

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,2}:[0-9]{2})\\s*-\\s*([0-9]{1,2}:[0-9]{2})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);

    /** @throws IllegalArgumentException when the text is no such range, or one of no length */
    static Quiet parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("no range");
        }
        try {
            Quiet quiet = new Quiet(LocalTime.parse(range.group(1), TIME), LocalTime.parse(range.group(2), TIME));
            if (quiet.from.equals(quiet.until)) {
                throw new IllegalArgumentException("neither never nor always");
            }
            return quiet;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time of a day", e);
        }
    }

    boolean at(LocalTime now) {
        boolean begun = !now.isBefore(from);
        boolean ended = !now.isBefore(until);
        return from.isBefore(until) ? begun && !ended : begun || !ended;
    }

    @Override
    public String toString() {
        return from + "-" + until;
    }
}
