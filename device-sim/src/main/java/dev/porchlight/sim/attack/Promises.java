package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Table;

/** What the bridge promised and what was seen of it, row by row. One thread. */
public final class Promises {
    private final Table table = new Table("promise", "allowed", "seen", "kept");
    private int broken;

    public void check(String promise, String allowed, String seen, boolean kept) {
        table.row(promise, allowed, seen, kept ? "yes" : "NO");
        if (!kept) {
            broken++;
        }
    }

    /** What could not be found out, and why: neither kept nor broken. */
    public void unknown(String promise, String allowed, String why) {
        table.row(promise, allowed, why, "–");
    }

    /** How many were not kept. */
    public int broken() {
        return broken;
    }

    public Table table() {
        return table;
    }
}
