package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times of a scenario's lines: {@code 09:30}, {@code 09:30:15}, or {@code +5m} after the line before. One thread. */
final class DayClock {
    private static final Pattern OF_DAY = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    /** @param sinceMidnight for a time of the day, else since the line before */
    record Time(Duration sinceMidnight, boolean relative, String written) {}

    private Duration now;

    /** Empty when the word is no time. */
    static Optional<Time> read(Token token) {
        String text = token.text();
        if (token.quoted()) {
            return Optional.empty();
        }
        if (text.startsWith("+")) {
            return Durations.read(text.substring(1)).map(by -> new Time(by, true, text));
        }
        Matcher time = OF_DAY.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        Duration since = Duration.ofHours(Integer.parseInt(time.group(1)))
                .plusMinutes(Integer.parseInt(time.group(2)))
                .plusSeconds(time.group(3) == null ? 0 : Integer.parseInt(time.group(3)));
        return Optional.of(new Time(since, false, text));
    }

    /**
     * How long after the line before this is; zero for the first time of the day there is.
     *
     * @throws IllegalArgumentException with a sentence about what is wrong with the time
     */
    Duration gapTo(Time time, boolean repeated) {
        if (time.relative()) {
            now = now == null ? null : now.plus(time.sinceMidnight());
            return time.sinceMidnight();
        }
        if (repeated) {
            throw new IllegalArgumentException("inside a repeat a time is relative, like +5m");
        }
        if (time.sinceMidnight().compareTo(Duration.ofDays(1)) > 0 || badMinute(time.written())) {
            throw new IllegalArgumentException(time.written() + " is no time of the day");
        }
        if (now != null && time.sinceMidnight().compareTo(now) < 0) {
            throw new IllegalArgumentException(time.written() + " is before the line above");
        }
        Duration gap = now == null ? Duration.ZERO : time.sinceMidnight().minus(now);
        now = time.sinceMidnight();
        return gap;
    }

    private static boolean badMinute(String written) {
        Matcher time = OF_DAY.matcher(written);
        return !time.matches()
                || Integer.parseInt(time.group(2)) > 59
                || (time.group(3) != null && Integer.parseInt(time.group(3)) > 59);
    }
}
