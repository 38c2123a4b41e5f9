package dev.porchlight.bridge.home;

/**
 * The presences of one guild as last told. Only who is not offline takes room, some 20 bytes: most members of a guild are
 * offline most of the time, and of most nobody ever asks. Home loop only.
 *
 * <pre>
 *               everybody told                  fresh READY, outage
 *   UNKNOWN ----------------------> KNOWN -----------------------------------> AWAITED
 *      ^                              ^  <-------- everybody told -----------     |
 *      +------------------------------+------------- after voice.stale-after -----+
 * </pre>
 *
 * While KNOWN or AWAITED whoever is not in here is known to be offline. What is told of a single person is known at once,
 * whatever the state, until it lapses.
 */
final class GuildPresences {

    /** Beside the bits of {@link Presence}: told since everything here last lapsed. */
    private static final int TOLD = 1 << 4;

    private static final int PRESENCE = TOLD - 1;

    private final ByteTable people = new ByteTable();
    private boolean known;
    private boolean awaited;

    /** When it was last known to be so, on the scale of nanoTime; meaningless unless awaited. */
    private long awaitedSince;

    /** Whether whoever is not in here is known to be offline. */
    boolean known() {
        return known;
    }

    boolean awaited() {
        return awaited;
    }

    long awaitedSince() {
        return awaitedSince;
    }

    /** As last told, however long ago; zero is offline. */
    int last(long user) {
        return people.get(user) & PRESENCE;
    }

    /** The same if it has not lapsed, else zero. */
    int told(long user) {
        int entry = people.get(user);
        return (entry & TOLD) == 0 ? 0 : entry & PRESENCE;
    }

    /** Somebody's presence, zero for offline; returns whether that is any news. */
    boolean tell(long user, int presence) {
        int entry = presence == 0 ? 0 : (presence & PRESENCE) | TOLD;
        return people.put(user, entry) != entry;
    }

    /** @param everybody whether everyone has been told who is not offline */
    void complete(boolean everybody) {
        known = everybody;
        awaited = false;
        if (everybody) {
            people.replaceAll(entry -> entry | TOLD);
        }
    }

    /**
     * All of it is going to be told anew.
     *
     * @param since when it was last known to be so, on the scale of nanoTime
     */
    void await(long since) {
        if (!awaited && (known || people.size() > 0)) {
            awaited = true;
            awaitedSince = since;
        }
    }

    /** Nobody vouches any more for what is held here. */
    void lapse() {
        known = false;
        awaited = false;
        people.replaceAll(entry -> entry & PRESENCE);
    }
}
