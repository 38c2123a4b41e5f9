package dev.porchlight.hardware;

import java.util.Objects;

/**
 * What a light is told to show.
 *
 * @param on false is dark, whatever the pattern
 * @param pattern how it looks while on
 */
public record Look(boolean on, Pattern pattern) {

    /** Steadily on. */
    public static final Look ON = new Look(true, Pattern.SOLID);
    /** Dark. */
    public static final Look OFF = new Look(false, Pattern.SOLID);

    /** By hand, as is the hash: a record's own way takes microseconds until it is compiled, and a light changes seldom. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Look look && on == look.on && pattern == look.pattern;
    }

    @Override
    public int hashCode() {
        return 2 * pattern.hashCode() + (on ? 1 : 0);
    }

    /** Refuses a missing pattern. */
    public Look {
        Objects.requireNonNull(pattern);
    }
}
