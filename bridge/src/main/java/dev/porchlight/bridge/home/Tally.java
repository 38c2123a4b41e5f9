package dev.porchlight.bridge.home;

import java.util.HashMap;
import java.util.Map;

/** Counts by id; an id counted zero times takes no room. Home loop only. */
final class Tally {

    private final Map<Long, Integer> counts = new HashMap<>();

    void add(long id) {
        counts.merge(id, 1, Integer::sum);
    }

    void remove(long id) {
        counts.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
    }

    int of(long id) {
        return counts.getOrDefault(id, 0);
    }
}
