package dev.porchlight.sim.boards;

/** What hangs on a socket of the boards' selector. On the boards' thread. */
interface Selected {
    /** The socket can be read, written or finished. */
    void onReady();

    /** The loop ends. */
    void close();
}
