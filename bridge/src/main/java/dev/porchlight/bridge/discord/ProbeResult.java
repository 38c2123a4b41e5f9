package dev.porchlight.bridge.discord;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@link Probe} has learned. Names are as Discord sends them: whoever prints them makes them fit for a terminal. */
public sealed interface ProbeResult {

    /** Discord says no, and a person has to mend something; the sentence says what. */
    record Refused(String sentence) implements ProbeResult {}

    /** Nobody can say: the network or Discord is away. The reason is a few words. */
    record Away(String reason) implements ProbeResult {}

    /**
     * The token is good.
     *
     * @param bot the bot's name
     * @param application its id, which an invite link needs; empty when Discord did not tell
     * @param granted privileged intents that the developer portal grants, by their names in the gateway's documentation
     * @param guilds that are looked at, at most {@value Probe#MAX_GUILDS}
     * @param guildsLeftOut how many more there are; -1 when they are too many to count
     * @param missing ids of GUILD_ID in which the bot is not
     * @param incomplete why not everything could be asked; empty when it could
     */
    record Taken(
            String bot,
            Optional<Long> application,
            Set<String> granted,
            List<Guild> guilds,
            int guildsLeftOut,
            List<Long> missing,
            Optional<String> incomplete)
            implements ProbeResult {}

    /**
     * One guild.
     *
     * @param channels its voice and stage channels in Discord's order, at most {@value Probe#MAX_CHANNELS}
     * @param channelsLeftOut how many more there are
     * @param problem why the channels are not known; empty when they are
     */
    record Guild(long id, String name, List<Channel> channels, int channelsLeftOut, Optional<String> problem) {}

    /** One channel; the name is empty when the bot may not see it. */
    record Channel(long id, String name) {}
}
