package dev.porchlight.bridge.home;

import java.util.HashMap;
import java.util.Map;

/**
 * One guild as home knows it. Home loop only.
 *
 * <pre>
 *                 GUILD_CREATE                      link lost, outage, fresh READY
 *   AWAITED ------------------------> FRESH --------------------------------------> STALE
 *      |  (READY named it)              ^  <-- GUILD_CREATE, or RESUMED after a --    |
 *      |                                |      lost link alone                        |
 *      +-- after voice.stale-after --> LAPSED <------ after voice.stale-after --------+
 * </pre>
 *
 * AWAITED and STALE are still vouched for, LAPSED is not. Whether the link is lost is home's to know; here stands only what
 * is the guild's own.
 */
final class GuildPresent {

    final long id;

    String name = "";

    /** Channel names by id. Bounded by what one guild may hold: Discord allows 500, JDA reads what is sent. */
    final Map<Long, String> channels = new HashMap<>();

    /** Counted people by user id; kept through staleness. */
    final Map<Long, Voice> voices = new HashMap<>();

    /** Kept through staleness, too. */
    final GuildPresences presences = new GuildPresences();

    /** Named by READY or in an outage: its GUILD_CREATE has yet to come. */
    boolean awaited = true;

    /** Discord said outright that it is unavailable, so nobody need wait for it. Means nothing unless awaited. */
    boolean declaredUnavailable;

    /** When it stopped being fresh, on the scale of nanoTime; meaningless while fresh. */
    long staleSince;

    /** Stale for so long that nobody vouches for what is held here. */
    boolean lapsed;

    GuildPresent(long id, long staleSince) {
        this.id = id;
        this.staleSince = staleSince;
    }
}
