package dev.porchlight.bridge.guilds;

import java.util.HashSet;
import java.util.Set;

/**
 * Of which guilds the first list of members is still awaited. Home loop only.
 *
 * <p>A guild is waited for from READY until its list has come, or it turns out that none will: it is in an outage, or gone.
 */
final class Lists {

    /** GUILD_CREATE has not come. */
    private final Set<Long> unheard = new HashSet<>();

    /** It has, but not everybody was in it. */
    private final Set<Long> unlisted = new HashSet<>();

    void begin(Set<Long> guilds) {
        unheard.clear();
        unlisted.clear();
        unheard.addAll(guilds);
    }

    void created(long guild, boolean everybody) {
        unheard.remove(guild);
        if (!everybody) {
            unlisted.add(guild);
        }
    }

    void done(long guild) {
        unheard.remove(guild);
        unlisted.remove(guild);
    }

    /** Discord has had its time to tell of every guild that is not in an outage. */
    void waitNoLonger() {
        unheard.clear();
    }

    boolean complete() {
        return unheard.isEmpty() && unlisted.isEmpty();
    }
}
