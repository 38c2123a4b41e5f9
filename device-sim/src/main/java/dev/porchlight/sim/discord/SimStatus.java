package dev.porchlight.sim.discord;

import java.util.Locale;
import java.util.Optional;

/** How available someone is. */
public enum SimStatus {
    ONLINE,
    IDLE,
    DND,
    OFFLINE;

    /** As Discord writes it. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a client may set of itself; its {@code invisible} is offline to everybody else. Empty when it is none. */
    static Optional<SimStatus> read(Object wire) {
        for (SimStatus status : values()) {
            if (status.wire().equals(wire)) {
                return Optional.of(status);
            }
        }
        return "invisible".equals(wire) ? Optional.of(OFFLINE) : Optional.empty();
    }
}
