package dev.porchlight.sim.attack;

import dev.porchlight.sim.bench.Table;

/** What the bridge promised and what was seen of it, row by row. One thread. */
final class Promises {
    private final Table table = new Table("promise", "allowed", "seen", "kept");
    private int broken;

    void check(String promise, String allowed, String seen, boolean kept) {
        table.row(promise, allowed, seen, kept ? "yes" : "NO");
        if (!kept) {
            broken++;
        }
    }

    /** How many were not kept. */
    int broken() {
        return broken;
    }

    Table table() {
        return table;
    }
}
