package dev.porchlight.sim.fleet;

import java.util.HashMap;
import java.util.Map;

/**
 * How far apart the boards of a fleet are when a value changes: from the first board that shows it to the last.
 *
 * <p>A change begins when a board that showed the other value gets this one. It is complete when every board that showed the
 * other value then, and is still there, has it; incomplete when the next change comes before. Boards without a value yet do
 * not count. Not thread-safe.
 */
final class ChangeSpread {
    private final Map<Integer, Boolean> shown = new HashMap<>();
    private final Distribution spreads = new Distribution();
    private final Distribution behindFirst = new Distribution();
    private int changes;
    private int complete;
    private boolean open;
    private boolean wanted;
    private long firstAt;
    private int missing;

    void value(int board, boolean on, long now) {
        Boolean before = shown.put(board, on);
        if (before == null || before == on) {
            return;
        }
        if (!open || wanted != on) {
            begin(on, now);
        }
        behindFirst.add(now - firstAt);
        missing--;
        end(now);
    }

    private void begin(boolean on, long now) {
        changes++;
        open = true;
        wanted = on;
        firstAt = now;
        missing = 1 + (int) shown.values().stream().filter(value -> value != on).count(); // 1: this one has it already
    }

    /** The board is gone, or no longer counts. */
    void lost(int board, long now) {
        Boolean before = shown.remove(board);
        if (open && before != null && before != wanted) {
            missing--;
            end(now);
        }
    }

    private void end(long now) {
        if (open && missing == 0) {
            open = false;
            complete++;
            spreads.add(now - firstAt);
        }
    }

    int changes() {
        return changes;
    }

    int complete() {
        return complete;
    }

    /** First board to last, one for each complete change. */
    Distribution spreads() {
        return spreads;
    }

    /** First board to each board, over all changes. */
    Distribution behindFirst() {
        return behindFirst;
    }
}
