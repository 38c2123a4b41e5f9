package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Voice;
import java.util.List;
import java.util.Set;

/**
 * Everything about a guild: at the start, after an outage, and when the bot is invited.
 *
 * @param unavailable the guild is in an outage; nothing but the id is known then
 * @param afkChannel zero when there is none
 * @param voices everyone in voice; each has a channel
 * @param members those sent along. Without privileged intents that is who is in voice, and the bot itself; with them, of
 *     a guild that is not large, everybody
 * @param presences of those members; who is not in it is offline, if everybody is sent along
 * @param everybody whether the members sent along are all there are
 * @param leftOut elements that were malformed: one strange channel must not hide who is in all the others
 */
public record GuildCreate(
        long id,
        boolean unavailable,
        String name,
        long afkChannel,
        List<Channel> channels,
        List<Voice> voices,
        List<MemberSeen> members,
        List<PresenceSeen> presences,
        boolean everybody,
        int leftOut)
        implements Dispatch {

    public GuildCreate {
        channels = List.copyOf(channels);
        voices = List.copyOf(voices);
        members = List.copyOf(members);
        presences = List.copyOf(presences);
    }

    static GuildCreate parse(Payload d, Set<Hidden> hide) {
        long id = d.snowflake("id");
        if (d.flag("unavailable")) {
            return new GuildCreate(id, true, "", 0, List.of(), List.of(), List.of(), List.of(), false, 0);
        }
        String name = d.text("name");
        long afkChannel = d.snowflakeOrZero("afk_channel_id");
        Payload.Elements<Voice> voices = d.elements("voice_states", state -> VoiceStateUpdate.parseState(id, state));
        Payload.Elements<MemberSeen> members = d.elementsIfAny("members", member -> MemberSeen.parse(member, hide));
        Payload.Elements<PresenceSeen> presences =
                d.elementsIfAny("presences", presence -> PresenceSeen.parse(presence, hide));
        Payload.Elements<Channel> channels = d.elements("channels", Channel::parse);
        return new GuildCreate(
                id,
                false,
                name,
                afkChannel,
                channels.good(),
                voices.good().stream().filter(voice -> voice.channel() != 0).toList(),
                members.good(),
                presences.good(),
                isEverybody(d, members.good().size()),
                voices.leftOut() + members.leftOut() + presences.leftOut() + channels.leftOut());
    }

    /** What does not say so plainly has to be asked; who is in voice does not wait for that. */
    private static boolean isEverybody(Payload d, int members) {
        Object large = d.fields().get("large");
        return (large == null || large.equals(false))
                && d.fields().get("member_count") instanceof Integer count
                && members >= count;
    }

    @Override
    public int bytes() {
        return Roster.bytes(members, presences);
    }
}
