package dev.porchlight.sim;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as people type it: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}; seconds when there is no unit. */
public final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");
    private static final Duration MOST = Duration.ofDays(30);

    private TimeSpan() {}

    /**
     * Reads it.
     *
     * @param what whose value it is, for the message
     * @throws UserError for anything else, for nothing at all and for more than 30 days
     */
    public static Duration parse(String what, String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration time = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofSeconds(number);
            };
            if (!time.isZero() && time.compareTo(MOST) <= 0) {
                return time;
            }
        }
        throw UserError.usage(what + " has to be a time such as 500ms, 30s, 10m or 2h, above 0; this is not: " + text);
    }
}
