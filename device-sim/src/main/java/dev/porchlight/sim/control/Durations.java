package dev.porchlight.sim.control;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 3m}, {@code 1h}. */
public final class Durations {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");

    /** In nanoseconds it still fits a long. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private Durations() {}

    /** Empty when the text is none, or one of more than 366 days. */
    public static Optional<Duration> read(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        double unit = switch (written.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(written.group(1)) * unit)))
                .filter(duration -> duration.compareTo(LONGEST) <= 0);
    }

    /** As it would be written. */
    public static String write(Duration duration) {
        long ms = duration.toMillis();
        if (ms % 1000 != 0) {
            return ms < 1000 ? ms + "ms" : ms / 1000.0 + "s";
        }
        return ms % 60_000 == 0 && ms > 0 ? ms / 60_000 + "m" : ms / 1000 + "s";
    }
}
