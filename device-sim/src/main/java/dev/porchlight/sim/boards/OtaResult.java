package dev.porchlight.sim.boards;

/** How an update that a board takes ends. */
public enum OtaResult {
    /** It is flashed, and the board boots: its uptime starts again. */
    INSTALLED,
    /** It fails, or there is none: the board connects again as if nothing had been, its LED still off. */
    FAILED
}
