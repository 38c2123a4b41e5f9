package dev.porchlight.hardware;

import java.time.Duration;
import java.util.Objects;

/**
 * One relay as wired, and what it is spared. The three protections delay a change, they never drop one: the latest wish is
 * what it comes to. What a relay did before {@link Board#open} is not known, so they count from there.
 *
 * @param name such as {@code relay.sign}
 * @param activeLow true when the relay closes while the line is low, as most opto modules do
 * @param minOn the shortest time it stays on, 0 to 1 hour
 * @param minOff the shortest time it stays off, 0 to 1 hour
 * @param maxPerMinute changes, on and off alike, in any 60 s: 1 to {@value #NO_LIMIT}, which is no limit in practice
 */
public record RelaySpec(
        String name, Pin pin, boolean activeLow, Duration minOn, Duration minOff, int maxPerMinute, Safe safe) {

    /** More than any relay does. */
    public static final int NO_LIMIT = 6_000;

    /** The longest {@link #minOn} and {@link #minOff}. */
    public static final Duration MAX_REST = Duration.ofHours(1);

    /** @throws IllegalArgumentException with a sentence for the person who set it */
    public RelaySpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(pin);
        Objects.requireNonNull(safe);
        checkRest(name, "min-on", minOn);
        checkRest(name, "min-off", minOff);
        if (maxPerMinute < 1 || maxPerMinute > NO_LIMIT) {
            throw new IllegalArgumentException(
                    name + ": max-per-minute is from 1 to " + NO_LIMIT + ", not " + maxPerMinute);
        }
    }

    private static void checkRest(String name, String key, Duration rest) {
        if (rest.isNegative() || rest.compareTo(MAX_REST) > 0) {
            throw new IllegalArgumentException(
                    name + ": " + key + " is from 0 to " + MAX_REST.toHours() + " h, not " + rest.toSeconds() + " s");
        }
    }
}
