package dev.porchlight.hardware;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One button as wired.
 *
 * @param name such as {@code button.door}
 * @param debounce how long the line must be still before a change counts, 1 ms to 1 s
 * @param holdTime how long it is kept down to be a {@link Press.Kind#HOLD}, 100 ms to 30 s
 * @param kinds what somebody listens for. A single press is told at once when neither double nor hold is asked for, on
 *     release when hold is, and {@link #DOUBLE_WITHIN} after the release when double is
 */
public record ButtonSpec(String name, Pin pin, Pull pull, Duration debounce, Duration holdTime, Set<Press.Kind> kinds) {

    /** Two presses are a double when the second begins this soon after the first ends. */
    public static final Duration DOUBLE_WITHIN = Duration.ofMillis(300);

    private static final Duration MIN_DEBOUNCE = Duration.ofMillis(1);
    private static final Duration MAX_DEBOUNCE = Duration.ofSeconds(1);
    private static final Duration MIN_HOLD = Duration.ofMillis(100);
    private static final Duration MAX_HOLD = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException with a sentence for the person who set it */
    public ButtonSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(pin);
        Objects.requireNonNull(pull);
        kinds = Set.copyOf(kinds);
        check(name, "debounce", debounce, MIN_DEBOUNCE, MAX_DEBOUNCE);
        check(name, "hold-time", holdTime, MIN_HOLD, MAX_HOLD);
    }

    /** Listens for every kind. */
    public ButtonSpec(String name, Pin pin, Pull pull, Duration debounce, Duration holdTime) {
        this(name, pin, pull, debounce, holdTime, EnumSet.allOf(Press.Kind.class));
    }

    private static void check(String name, String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + ": " + key + " is from " + min.toMillis() + " ms to "
                    + max.toMillis() + " ms, not " + value.toMillis() + " ms");
        }
    }
}
