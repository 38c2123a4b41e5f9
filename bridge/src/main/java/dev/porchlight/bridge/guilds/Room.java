package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.log.Log;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Room for {@code presence.max-users} people. When it is full, somebody offline gives way to who is not, as if never known.
 * Home loop only, but for the counter.
 */
final class Room {

    private static final Log LOG = Log.of("guilds");

    private final int maxUsers;
    private final People people;
    private final LongAdder leftOut = new LongAdder();

    /** Goes round and round, so that each search goes on where the last one ended. */
    private Iterator<Person> round = Collections.emptyIterator();

    private boolean said;

    private final Runnable onlineLeftOut;
    private boolean everybodyOnline = true;

    /** @param onlineLeftOut run when there is no room even for who is not offline, once in a session */
    Room(int maxUsers, People people, Runnable onlineLeftOut) {
        this.maxUsers = maxUsers;
        this.people = people;
        this.onlineLeftOut = onlineLeftOut;
    }

    /** A fresh session, which tells of everybody again. */
    void begin() {
        everybodyOnline = true;
    }

    /** Whether there has been room for everybody who is not offline. */
    boolean hasEverybodyOnline() {
        return everybodyOnline;
    }

    /** Whether there would be room; who finds none is counted. */
    boolean isFor(boolean online) {
        boolean room = people.size() < maxUsers || (online && people.online() < people.size());
        if (!room) {
            leftOut();
            if (online && everybodyOnline) {
                everybodyOnline = false;
                onlineLeftOut.run();
            }
        }
        return room;
    }

    /** Makes room for one more; false when there is none. */
    boolean make(boolean online) {
        if (!isFor(online)) {
            return false;
        }
        if (people.size() >= maxUsers) {
            people.gone(nextOffline());
            leftOut();
        }
        return true;
    }

    /** There is one. */
    private long nextOffline() {
        while (true) {
            if (!round.hasNext()) {
                round = people.all().iterator();
            }
            Person person = round.next();
            // The iterator may be behind the times.
            if (!person.isOnline() && people.find(person.id()) == person) {
                return person.id();
            }
        }
    }

    private void leftOut() {
        leftOut.increment();
        if (!said) {
            said = true;
            LOG.warn(
                    "people_left_out",
                    "max_users",
                    maxUsers,
                    "hint",
                    "presence.max-users is reached; those who are online are kept first");
        }
    }

    /** How often there was no room for somebody, or somebody offline gave way, since the start. Any thread. */
    long count() {
        return leftOut.sum();
    }
}
