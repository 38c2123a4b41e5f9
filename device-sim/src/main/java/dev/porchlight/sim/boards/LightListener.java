package dev.porchlight.sim.boards;

/** Hears of every LED that changes, on the boards' own thread: it must not wait for anything. */
@FunctionalInterface
public interface LightListener {
    void light(SimBoard board, boolean on);
}
