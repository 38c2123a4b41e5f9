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

    /** Refuses a missing pattern. */
    public Look {
        Objects.requireNonNull(pattern);
    }
}
