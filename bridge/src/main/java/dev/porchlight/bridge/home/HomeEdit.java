package dev.porchlight.bridge.home;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The ways to change {@link Home}, valid inside one call of {@link Home#change} only. People given here have passed the
 * filters already. A guild that home does not know is ignored by the methods that change one.
 */
public interface HomeEdit {

    /** There is no Discord to wait for: home is settled and stays offline. */
    void withoutDiscord();

    /**
     * A fresh session: other guilds are gone at once; these keep the people they had, as stale, until
     * {@link #guild} replaces them, so that a new session does not blink the room.
     */
    void ready(Set<Long> guilds);

    /** The old session goes on: what was fresh when the link was lost is fresh again. */
    void resumed();

    /** The link is lost: everything becomes stale and nothing else changes. */
    void away();

    /**
     * All there is to know of a guild, replacing what was.
     *
     * @param channels names by id
     */
    void guild(long id, String name, Map<Long, String> channels, Collection<Voice> voices);

    /** A guild is in an outage: its people are held, as stale. An unknown guild becomes known, and empty. */
    void guildUnavailable(long id);

    /** The bot is no longer in the guild. */
    void guildGone(long id);

    /** A guild is called otherwise; named channels follow. */
    void guildName(long id, String name);

    /** A voice channel is new or called otherwise; named channels follow. */
    void channel(long guild, long id, String name);

    /** Forgets the name; the people in it are taken out with {@link #left}. */
    void channelGone(long guild, long id);

    /** Somebody is in voice, in whatever channel and with whatever flags. */
    void voice(Voice voice);

    /** Somebody is not in voice in this guild, or no longer counts. */
    void left(long guild, long user);

    /** Presences are going to be told from now on. */
    void presencesOn();

    /**
     * No presences are to be had: nothing is known of anybody's. Rules that need them are said in the log, each once.
     *
     * @param whatToDo the sentence for whoever reads that
     */
    void presencesOff(String whatToDo);

    /**
     * Somebody's presence, told by a guild that they are in. It holds for all guilds, since a person has one presence.
     *
     * @param presence bits of {@link Presence}; zero when they are offline
     */
    void presence(long guild, long user, int presence);

    /** Somebody is no longer in the guild, or does not want to be seen: it does not know their presence any more. */
    void presenceGone(long guild, long user);

    /**
     * Whether everybody in the guild has been told who is not offline, so that all others are offline. A guild awaits it
     * anew from each fresh session and outage on; what was known then is vouched for as long as voice is.
     */
    void presencesKnown(long guild, boolean everybody);
}
