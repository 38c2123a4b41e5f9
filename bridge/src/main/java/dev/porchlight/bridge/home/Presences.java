package dev.porchlight.bridge.home;

import dev.porchlight.bridge.log.Log;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of presences in all guilds together, and whether they are to be had at all. Home loop only.
 *
 * <p>A person has one presence, told by each guild that they share with the bot; the last word counts, whichever guild says
 * it. So whoever is known from one guild is known, and it takes every guild to know that somebody is offline. The presences
 * of a guild that has lapsed have lapsed with it, or with the link.
 *
 * <pre>
 *   UNDECIDED -- presencesOn --&gt; ON
 *       |                        |  ^
 *       +---- presencesOff ----&gt; OFF    while not ON nothing is known of anybody
 * </pre>
 */
final class Presences {

    /** Rules that were said to need what there is not; more are not remembered, and not said. */
    static final int MAX_SAID = 64;

    private static final Log LOG = Log.of("home");

    private enum State {
        UNDECIDED,
        ON,
        OFF
    }

    private final Map<Long, GuildPresent> guilds;
    private final Link link;
    private final Touched touched;
    private final Set<Rule> said = new HashSet<>();
    private State state = State.UNDECIDED;
    private String whatToDo = "";

    Presences(Map<Long, GuildPresent> guilds, Link link, Touched touched) {
        this.guilds = guilds;
        this.link = link;
        this.touched = touched;
    }

    void on() {
        if (state != State.ON) {
            state = State.ON;
            touched.topic(Topic.PRESENCES);
        }
    }

    void off(String hint) {
        whatToDo = hint;
        if (state != State.OFF) {
            state = State.OFF;
            guilds.values().forEach(guild -> guild.presences.lapse());
            touched.topic(Topic.PRESENCES);
        }
    }

    void tell(GuildPresent guild, long user, int presence) {
        boolean news = guild.presences.tell(user, presence);
        for (GuildPresent other : guilds.values()) {
            // A guild that does not hold them may not even have them for a member.
            if (other.id != guild.id && other.presences.last(user) != 0) {
                news |= other.presences.tell(user, presence);
            }
        }
        if (news) {
            touched.topic(Topic.presence(user));
        }
    }

    void gone(GuildPresent guild, long user) {
        if (guild.presences.tell(user, Presence.OFFLINE)) {
            touched.topic(Topic.presence(user));
        }
    }

    void complete(GuildPresent guild, boolean everybody) {
        guild.presences.complete(everybody);
        touched.topic(Topic.PRESENCES);
    }

    /** As last known; who is in no guild's presences is offline. */
    boolean holds(PresenceFact fact, long user) {
        return fact.holds(last(user));
    }

    Truth truth(PresenceFact fact, long user) {
        if (state != State.ON || link.lapsed) {
            return Truth.UNKNOWN;
        }
        boolean everyGuild = true;
        for (GuildPresent guild : guilds.values()) {
            int presence = guild.presences.told(user);
            if (presence != 0) {
                return Truth.of(fact.holds(presence));
            }
            everyGuild &= guild.presences.known();
        }
        // Who was online when it lapsed may be so still.
        return everyGuild && last(user) == 0 ? Truth.of(fact.holds(Presence.OFFLINE)) : Truth.UNKNOWN;
    }

    private int last(long user) {
        for (GuildPresent guild : guilds.values()) {
            int presence = guild.presences.last(user);
            if (presence != 0) {
                return presence;
            }
        }
        return Presence.OFFLINE;
    }

    /** Says, once for each rule, that it cannot be known; nothing while it can, or while nobody has decided. */
    void neededBy(Rule rule) {
        if (state == State.OFF && rule.usesPresence() && said.size() < MAX_SAID && said.add(rule)) {
            LOG.warn("rule_needs_presence", "rule", rule, "hint", whatToDo);
        }
    }
}
