package dev.porchlight.sim.soak;

import dev.porchlight.sim.boards.SimBoard;
import java.time.Instant;

/**
 * One board, the signal it watches, and the value it was told on the connection it has. Written by the boards' thread, which
 * holds the board's lock then; so nobody may ask the board while holding one of ours, and there is none.
 */
final class Lamp {
    private record Told(Boolean value, Instant at) {}

    private final Sight sight;
    private volatile SimBoard board;
    private volatile Told told = new Told(null, Instant.EPOCH);

    Lamp(Sight sight) {
        this.sight = sight;
    }

    void plug(SimBoard newBoard) {
        board = newBoard;
    }

    SimBoard board() {
        return board;
    }

    Sight sight() {
        return sight;
    }

    void told(boolean on) {
        told = new Told(on, Instant.now());
    }

    /** A new connection, or none: what was told before counts no more. */
    void untold() {
        told = new Told(null, Instant.now());
    }

    /** Let in, and told a value on this very connection. */
    boolean isServed() {
        return told.value() != null && board.authorised();
    }

    /** Whether what it was told and what it shows are both that. */
    boolean shows(boolean on) {
        Boolean value = told.value();
        return value != null && value == on && board.lit() == on;
    }

    /** For a person: which board, what it shows, and since when. */
    String describe(boolean expected) {
        Told now = told;
        return "board %d (%s) watching %s: %s since %s, LED %s; expected %s"
                .formatted(
                        board.number(),
                        board.profile(),
                        sight,
                        now.value() == null ? "told nothing" : "told " + digit(now.value()),
                        now.at(),
                        board.lit() ? "on" : "off",
                        digit(expected));
    }

    private static String digit(boolean on) {
        return on ? "1" : "0";
    }
}
