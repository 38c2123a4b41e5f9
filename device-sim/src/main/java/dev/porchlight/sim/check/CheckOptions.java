package dev.porchlight.sim.check;

import java.util.Optional;

/**
 * How a board is checked.
 *
 * @param token the right one, or empty for any
 * @param led who sees the LED, or empty for nobody
 * @param notesCount whether a note fails the check as a deviation does
 */
record CheckOptions(
        Script script, CheckTiming timing, Optional<String> token, Optional<LedProbe> led, boolean notesCount) {}
