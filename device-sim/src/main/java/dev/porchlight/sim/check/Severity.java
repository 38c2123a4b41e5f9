package dev.porchlight.sim.check;

/** How much a difference matters. */
public enum Severity {
    /** A Porchlight bridge would not serve this board, or the board would miss what it is told: the check fails. */
    DEVIATION,
    /** Not as stock firmware does it, and harmless with a bridge. */
    NOTE
}
