package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Voice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything about a guild: at the start, after an outage, and when the bot is invited.
 *
 * @param unavailable the guild is in an outage; nothing but the id is known then
 * @param afkChannel zero when there is none
 * @param voices everyone in voice; each has a channel
 * @param bots those of the members sent along that are bots. Without privileged intents Discord sends the members that
 *     are in voice, and the bot itself
 */
public record GuildCreate(
        long id,
        boolean unavailable,
        String name,
        long afkChannel,
        List<Channel> channels,
        List<Voice> voices,
        Set<Long> bots)
        implements Dispatch {

    public GuildCreate {
        channels = List.copyOf(channels);
        voices = List.copyOf(voices);
        bots = Set.copyOf(bots);
    }

    static GuildCreate parse(Payload d) {
        long id = d.snowflake("id");
        if (d.flag("unavailable")) {
            return new GuildCreate(id, true, "", 0, List.of(), List.of(), Set.of());
        }
        String name = d.text("name");
        long afkChannel = d.snowflakeOrZero("afk_channel_id");
        List<Voice> voices = new ArrayList<>();
        for (Payload state : d.list("voice_states")) {
            Voice voice = VoiceStateUpdate.parseState(id, state);
            if (voice.channel() != 0) {
                voices.add(voice);
            }
        }
        Set<Long> bots = new HashSet<>();
        for (Payload member : d.list("members")) {
            Payload user = member.object("user");
            if (user.flag("bot")) {
                bots.add(user.snowflake("id"));
            }
        }
        List<Channel> channels = d.list("channels").stream().map(Channel::parse).toList();
        return new GuildCreate(id, false, name, afkChannel, channels, voices, bots);
    }
}
