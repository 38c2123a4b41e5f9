package dev.porchlight.bridge.tokens;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a token is good, as people write it: {@code 30m}, {@code 12h}, {@code 90d}; a minute to ten years. */
public final class Lifetime {

    /** What a person should write, continuing "expected". */
    public static final String EXPECTED = "a time such as 30m, 12h or 90d, from 1m to 3650d";

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(3_650);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([mhd])");

    private Lifetime() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when the text is not {@link #EXPECTED}
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration time = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return time;
    }
}
