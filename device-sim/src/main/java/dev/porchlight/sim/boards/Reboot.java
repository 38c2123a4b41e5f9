package dev.porchlight.sim.boards;

/** What a server hears of a board that reboots. */
public enum Reboot {
    /** A reset: the connection is gone at once. */
    RESET,
    /** Nothing. When the board is up again it resets whatever is sent to its former connections. */
    SILENT
}
