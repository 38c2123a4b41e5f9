package dev.porchlight.bridge.guilds;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The guilds that somebody is in, as short sorted arrays that are shared: of a hundred thousand people most are in the one
 * guild. Arrays are never changed. Home loop only.
 */
final class Memberships {

    static final long[] NONE = {};

    /** Combinations that are shared; with more, the ones used least have arrays of their own. */
    private static final int MAX_SHARED = 1_024;

    private final Map<List<Long>, long[]> shared = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Long>, long[]> eldest) {
            return size() > MAX_SHARED;
        }
    };

    static boolean has(long[] guilds, long guild) {
        return Arrays.binarySearch(guilds, guild) >= 0;
    }

    /** The same array when it has the guild. */
    long[] with(long[] guilds, long guild) {
        if (has(guilds, guild)) {
            return guilds;
        }
        long[] more = Arrays.copyOf(guilds, guilds.length + 1);
        more[guilds.length] = guild;
        Arrays.sort(more);
        return share(more);
    }

    /** The same array when it does not have the guild. */
    long[] without(long[] guilds, long guild) {
        if (!has(guilds, guild)) {
            return guilds;
        }
        return guilds.length == 1
                ? NONE
                : share(Arrays.stream(guilds).filter(id -> id != guild).toArray());
    }

    private long[] share(long[] guilds) {
        List<Long> key = Arrays.stream(guilds).boxed().toList();
        long[] before = shared.putIfAbsent(key, guilds);
        return before == null ? guilds : before;
    }
}
