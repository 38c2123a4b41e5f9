package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.StalePolicy;
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
 * @param stale voice.stale-after and voice.when-stale
 */
public record VoiceSettings(Set<Long> guilds, boolean countBots, boolean countAfk, StalePolicy stale) {

    /** Every guild, people only, held when stale. */
    public static final VoiceSettings DEFAULT = new VoiceSettings(Set.of(), false, false, StalePolicy.DEFAULT);

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
                new StalePolicy(
                        settings.duration(
                                "voice.stale-after",
                                StalePolicy.DEFAULT.after(),
                                Duration.ofSeconds(1),
                                Duration.ofDays(1)),
                        settings.choice("voice.when-stale", StalePolicy.DEFAULT.when())));
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
