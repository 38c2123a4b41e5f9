package dev.porchlight.bridge.home;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What every signal is worth at this moment: its value as last known, and whether what is vouched for decides it. Home loop
 * only.
 *
 * <p>Of voice every signal says that somebody is somewhere, so people in guilds that are vouched for can
 * only make it true; it is known to be false when no guild that has lapsed could hold anybody who makes it true. Invariant: a
 * signal that is known has the value it is known to have.
 */
final class Signals {

    private final Map<Long, GuildPresent> guilds;
    private final Link link;
    private final VoiceBook held;
    private final VoiceBook vouched;
    private final Presences presences;

    /**
     * @param held everybody last known to be in voice
     * @param vouched those of them in guilds that have not lapsed
     */
    Signals(Map<Long, GuildPresent> guilds, Link link, VoiceBook held, VoiceBook vouched, Presences presences) {
        this.guilds = guilds;
        this.link = link;
        this.held = held;
        this.vouched = vouched;
        this.presences = presences;
    }

    /** The value, as last known. */
    boolean holds(Signal signal) {
        return holds(held, signal);
    }

    /** What is known of it. */
    Truth truth(Signal signal) {
        if (signal instanceof Signal.OfPresence(PresenceFact fact, long user)) {
            return presences.truth(fact, user);
        }
        if (!signal.usesDiscord() || allVouchedFor()) {
            return Truth.of(holds(signal));
        }
        if (!link.lapsed && holds(vouched, signal)) {
            return Truth.TRUE;
        }
        return holds(signal) || open(signal) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** See {@link Presences#neededBy}. */
    void presencesNeededBy(Rule rule) {
        presences.neededBy(rule);
    }

    /** Whether no guild has lapsed; presences may be unknown all the same. */
    boolean allVouchedFor() {
        for (GuildPresent guild : guilds.values()) {
            if (guild.lapsed) {
                return false;
            }
        }
        return !link.lapsed;
    }

    private boolean holds(VoiceBook book, Signal signal) {
        return switch (signal) {
            case Signal.People(int atLeast) -> book.people() >= atLeast;
            case Signal.InGuild(long guild) -> book.inGuild(guild) > 0;
            case Signal.InChannel(long channel) -> book.inChannel(channel) > 0;
            case Signal.InNamedChannel n -> channelsNamed(n).stream().anyMatch(topic -> book.inChannel(topic.id()) > 0);
            case Signal.OfUser(UserFact fact, long user) -> book.holds(fact, user);
            case Signal.OfPresence(PresenceFact fact, long user) -> presences.holds(fact, user);
            case Signal.Offline() -> !link.up;
        };
    }

    /** Whether somebody in a guild that has lapsed could make it true; asked only when one has, or the link. */
    private boolean open(Signal signal) {
        return link.lapsed
                || switch (signal) {
                    case Signal.People p -> true;
                    case Signal.InGuild(long id) -> guilds.containsKey(id) && guilds.get(id).lapsed;
                    case Signal.InChannel(long id) ->
                        guilds.values().stream().noneMatch(g -> !g.lapsed && g.channels.containsKey(id));
                    case Signal.InNamedChannel n ->
                        guilds.values().stream().anyMatch(g -> g.lapsed && n.guildIs(g.name))
                                || guilds.values().stream().noneMatch(g -> named(g, n));
                    // A person is in voice in one place.
                    case Signal.OfUser(UserFact fact, long user) -> !vouched.holds(UserFact.VOICE, user);
                    case Signal.OfPresence(PresenceFact fact, long user) ->
                        presences.truth(fact, user) == Truth.UNKNOWN;
                    case Signal.Offline o -> false;
                };
    }

    /** What a signal depends on; that of a named channel changes with the names. */
    Set<Topic> topicsOf(Signal signal) {
        return switch (signal) {
            case Signal.People p -> Set.of(Topic.PEOPLE);
            case Signal.InGuild(long guild) -> Set.of(Topic.guild(guild));
            case Signal.InChannel(long channel) -> Set.of(Topic.channel(channel));
            case Signal.InNamedChannel n -> channelsNamed(n);
            case Signal.OfUser(UserFact fact, long user) -> Set.of(Topic.user(user));
            case Signal.OfPresence(PresenceFact fact, long user) -> Set.of(Topic.presence(user), Topic.PRESENCES);
            case Signal.Offline() -> Set.of(Topic.LINK);
        };
    }

    private Set<Topic> channelsNamed(Signal.InNamedChannel named) {
        Set<Topic> channels = new HashSet<>();
        for (GuildPresent guild : guilds.values()) {
            if (named.guildIs(guild.name)) {
                guild.channels.forEach((id, name) -> {
                    if (named.channelIs(name)) {
                        channels.add(Topic.channel(id));
                    }
                });
            }
        }
        return channels;
    }

    private static boolean named(GuildPresent guild, Signal.InNamedChannel named) {
        return named.guildIs(guild.name) && guild.channels.values().stream().anyMatch(named::channelIs);
    }
}
