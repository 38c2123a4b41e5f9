package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.settings.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of voice is looked at.
 *
 * @param guilds GUILD_ID: the guilds that exist for Porchlight; empty means every guild of the bot
 * @param countBots voice.count-bots: bots count as people, default false
 * @param countAfk voice.count-afk: people in a guild's AFK channel count, default false
 * @param staleAfter voice.stale-after: how long what is known is vouched for once Discord is away; default 5 minutes
 */
public record VoiceSettings(Set<Long> guilds, boolean countBots, boolean countAfk, Duration staleAfter) {

    /** Every guild, people only, stale after five minutes. */
    public static final VoiceSettings DEFAULT = new VoiceSettings(Set.of(), false, false, Home.STALE_AFTER);

    public VoiceSettings {
        guilds = Collections.unmodifiableSet(new LinkedHashSet<>(guilds)); // in the order given
    }

    /** The guild that is named where only one can be. */
    public Optional<Long> first() {
        return guilds.stream().findFirst();
    }

    /** Reads {@code guild.id} and {@code voice.*}; whatever is wrong is noted in the settings. */
    public static VoiceSettings read(Settings settings) {
        return new VoiceSettings(
                guilds(settings),
                settings.flag("voice.count-bots", false),
                settings.flag("voice.count-afk", false),
                settings.duration("voice.stale-after", Home.STALE_AFTER, Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    private static Set<Long> guilds(Settings settings) {
        try {
            return Ids.parse(String.join(",", settings.list("guild.id", List.of())));
        } catch (NumberFormatException e) {
            settings.reject("guild.id", "guild ids between commas, such as 81384788765712384");
            return Set.of();
        }
    }

    boolean wants(long guild) {
        return guilds.isEmpty() || guilds.contains(guild);
    }
}
