package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.Presence;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells home of people what signals need: their status and whether they play or listen, per guild that they are in. Home
 * loop only, inside one change of home at a time.
 *
 * <p>Invariant: between two changes home has the presence of everybody among {@link People} who is not offline, in each of
 * their guilds; who is not among them has none. So what people hide, and people who hide, never get there.
 */
final class PresenceFeed {

    private static final String NOT_WANTED = "presence.enabled is false; without presences nobody knows";

    private static final String NOT_GRANTED = "turn on Presence Intent and Server Members Intent at"
            + " https://discord.com/developers/applications (your application, Bot, Privileged Gateway Intents) and start"
            + " again";

    private final boolean wanted;
    private final Set<Long> complete = new HashSet<>();
    private HomeEdit edit;

    /** @param wanted presence.enabled is not false */
    PresenceFeed(boolean wanted) {
        this.wanted = wanted;
    }

    /** Until the next call everything is told through this. */
    void through(HomeEdit current) {
        edit = current;
    }

    /** A fresh session, that brings people or does not. */
    void session(boolean people) {
        complete.clear();
        if (people) {
            edit.presencesOn();
        } else {
            edit.presencesOff(wanted ? NOT_GRANTED : NOT_WANTED);
        }
    }

    /** A person is not what they were; null when they are not among the people. */
    void changed(Person before, Person now) {
        int was = presence(before);
        int is = presence(now);
        long[] left = guilds(before);
        long[] in = guilds(now);
        if (was == is && Arrays.equals(left, in)) {
            return;
        }
        for (long guild : left) {
            if (was != 0 && !Memberships.has(in, guild)) {
                edit.presenceGone(guild, before.id());
            }
        }
        if (is != 0) {
            for (long guild : in) {
                edit.presence(guild, now.id(), is);
            }
        } else if (was != 0 && in.length > 0) {
            edit.presence(in[0], now.id(), Presence.OFFLINE);
        }
    }

    private static long[] guilds(Person person) {
        return person == null ? Memberships.NONE : person.guilds();
    }

    private static int presence(Person person) {
        return person == null ? Presence.OFFLINE : person.presence();
    }

    /** All of a guild's list has come. */
    void listed(long guild, boolean everybodyOnlineIsKept) {
        complete.add(guild);
        edit.presencesKnown(guild, everybodyOnlineIsKept);
    }

    /** Somebody who is not offline found no room: of those who are not known nobody can say that they are offline. */
    void leftOut() {
        complete.forEach(guild -> edit.presencesKnown(guild, false));
    }
}
