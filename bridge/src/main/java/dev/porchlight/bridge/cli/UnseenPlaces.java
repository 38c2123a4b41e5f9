package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.discord.ProbeResult;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds servers and voice channels in rules that the bot does not see, most likely a slip of the pen: a light that waits for one
 * never comes on. Says nothing where not everything could be looked at.
 */
final class UnseenPlaces {

    private final ProbeResult.Taken seen;
    private final boolean allGuilds;
    private final boolean allChannels;

    private UnseenPlaces(ProbeResult.Taken seen) {
        this.seen = seen;
        allGuilds = seen.guildsLeftOut() == 0 && seen.incomplete().isEmpty();
        allChannels = allGuilds
                && seen.guilds().stream()
                        .allMatch(guild ->
                                guild.channelsLeftOut() == 0 && guild.problem().isEmpty());
    }

    /**
     * A sentence for each.
     *
     * @param rules by their keys
     */
    static List<String> in(Map<String, Rule> rules, ProbeResult.Taken seen) {
        UnseenPlaces places = new UnseenPlaces(seen);
        List<String> sentences = new ArrayList<>();
        rules.forEach((key, rule) -> rule.signals().stream()
                .filter(places::unseen)
                .forEach(signal ->
                        sentences.add(key + " waits for " + signal + ", which is nothing that the bot sees")));
        return sentences;
    }

    private boolean unseen(Signal signal) {
        return switch (signal) {
            case Signal.InGuild(long id) -> allGuilds && seen.guilds().stream().noneMatch(guild -> guild.id() == id);
            case Signal.InChannel(long id) ->
                allChannels
                        && seen.guilds().stream()
                                .flatMap(guild -> guild.channels().stream())
                                .noneMatch(channel -> channel.id() == id);
            case Signal.InNamedChannel named ->
                allChannels && seen.guilds().stream().noneMatch(guild -> has(guild, named));
            case Signal.People people -> false;
            case Signal.OfUser user -> false;
            case Signal.OfPresence presence -> false;
            case Signal.Offline offline -> false;
        };
    }

    private static boolean has(ProbeResult.Guild guild, Signal.InNamedChannel named) {
        return Signal.fold(guild.name()).equals(named.guild())
                && guild.channels().stream()
                        .anyMatch(channel -> Signal.fold(channel.name()).equals(named.channel()));
    }
}
