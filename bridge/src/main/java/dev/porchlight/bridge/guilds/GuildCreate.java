package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Voice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything about a guild: at the start, after an outage, and when the bot is invited.
 *
 * @param unavailable the guild is in an outage; nothing but the id is known then
 * @param afkChannel zero when there is none
 * @param voices everyone in voice; each has a channel
 * @param bots those of the members sent along that are bots. Without privileged intents Discord sends the members that
 *     are in voice, and the bot itself
 * @param leftOut elements that were malformed: one strange channel must not hide who is in all the others
 */
public record GuildCreate(
        long id,
        boolean unavailable,
        String name,
        long afkChannel,
        List<Channel> channels,
        List<Voice> voices,
        Set<Long> bots,
        int leftOut)
        implements Dispatch {

    public GuildCreate {
        channels = List.copyOf(channels);
        voices = List.copyOf(voices);
        bots = Set.copyOf(bots);
    }

    static GuildCreate parse(Payload d) {
        long id = d.snowflake("id");
        if (d.flag("unavailable")) {
            return new GuildCreate(id, true, "", 0, List.of(), List.of(), Set.of(), 0);
        }
        String name = d.text("name");
        long afkChannel = d.snowflakeOrZero("afk_channel_id");
        Payload.Elements<Voice> voices = d.elements("voice_states", state -> VoiceStateUpdate.parseState(id, state));
        Payload.Elements<Long> bots = d.elements("members", GuildCreate::botOrZero);
        Payload.Elements<Channel> channels = d.elements("channels", Channel::parse);
        return new GuildCreate(
                id,
                false,
                name,
                afkChannel,
                channels.good(),
                voices.good().stream().filter(voice -> voice.channel() != 0).toList(),
                bots.good().stream().filter(bot -> bot != 0).collect(Collectors.toUnmodifiableSet()),
                voices.leftOut() + bots.leftOut() + channels.leftOut());
    }

    private static long botOrZero(Payload member) {
        Payload user = member.object("user");
        return user.flag("bot") ? user.snowflake("id") : 0;
    }
}
