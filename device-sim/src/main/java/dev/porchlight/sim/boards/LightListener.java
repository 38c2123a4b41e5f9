package dev.porchlight.sim.boards;

/**
 * Hears of every LED that changes, on the boards' own thread: it must not wait for anything. By the time an
 * {@code await} of the board returns it has been called.
 */
@FunctionalInterface
public interface LightListener {
    void light(SimBoard board, boolean on);
}
