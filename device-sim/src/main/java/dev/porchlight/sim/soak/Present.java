package dev.porchlight.sim.soak;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is where, by the soak's own book, and what a bridge has to make of it. Immutable.
 *
 * @param places of those in voice, by the person's number; person 0 is a bot
 */
record Present(Map<Integer, Place> places) {
    static final int BOT = 0;
    static final int AFK_GUILD = 0;
    static final int AFK_CHANNEL = 3;

    /** @param flags the deeds that are in force */
    record Place(int guild, int channel, Set<Deed> flags) {
        Place {
            flags = Set.copyOf(flags);
        }

        boolean isAfk() {
            return guild == AFK_GUILD && channel == AFK_CHANNEL;
        }

        Place with(Deed flag) {
            Set<Deed> more = flags.isEmpty() ? EnumSet.noneOf(Deed.class) : EnumSet.copyOf(flags);
            if (!more.remove(flag)) {
                more.add(flag);
            }
            return new Place(guild, channel, more);
        }
    }

    Present {
        places = Map.copyOf(places);
    }

    /** Bots and people in the AFK channel count for nothing. */
    private boolean counts(int person) {
        return person != BOT
                && places.containsKey(person)
                && !places.get(person).isAfk();
    }

    int people() {
        return (int) places.keySet().stream().filter(this::counts).count();
    }

    boolean anyoneIn(int guild) {
        return places.keySet().stream().anyMatch(p -> counts(p) && places.get(p).guild() == guild);
    }

    boolean anyoneIn(int guild, int channel) {
        return places.keySet().stream()
                .anyMatch(p -> counts(p)
                        && places.get(p).guild() == guild
                        && places.get(p).channel() == channel);
    }

    boolean inVoice(int person) {
        return counts(person);
    }

    boolean has(int person, Deed flag) {
        return counts(person) && places.get(person).flags().contains(flag);
    }

    /** Muted by the person or by the server. */
    boolean muted(int person) {
        return has(person, Deed.MUTE) || has(person, Deed.SELF_MUTE);
    }
}
