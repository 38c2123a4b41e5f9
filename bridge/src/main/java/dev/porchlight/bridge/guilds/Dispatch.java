package dev.porchlight.bridge.guilds;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One gateway dispatch that Porchlight understands, immutable and checked.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway-events">Gateway events</a>
 */
public sealed interface Dispatch
        permits Ready,
                Resumed,
                GuildCreate,
                GuildUpdate,
                GuildDelete,
                ChannelSeen,
                ChannelDelete,
                VoiceStateUpdate,
                PresenceUpdate,
                MemberUpdate,
                MembersChunk,
                UserUpdate,
                RateLimited,
                GuildMemberRemove {

    /**
     * Reads a dispatch. Keeps nothing of {@code data}, which the caller may change afterwards. Safe from every thread.
     *
     * @param type the {@code t} of the gateway payload
     * @param data its {@code d}: decoded JSON of maps, lists, text, numbers and flags
     * @param hide what is left out of people as it is read
     * @return empty for a type that means nothing to Porchlight
     * @throws MalformedDispatch when a field is missing or of the wrong kind
     */
    static Optional<Dispatch> parse(String type, Map<String, ?> data, Set<Hidden> hide) {
        Payload d = new Payload("", data);
        return Optional.ofNullable(
                switch (type) {
                    case "READY" -> Ready.parse(d);
                    case "RESUMED" -> new Resumed();
                    case "GUILD_CREATE" -> GuildCreate.parse(d, hide);
                    case "GUILD_UPDATE" -> GuildUpdate.parse(d);
                    case "GUILD_DELETE" -> GuildDelete.parse(d);
                    case "CHANNEL_CREATE", "CHANNEL_UPDATE" -> ChannelSeen.parse(d);
                    case "CHANNEL_DELETE" -> ChannelDelete.parse(d);
                    case "VOICE_STATE_UPDATE" -> VoiceStateUpdate.parse(d);
                    case "PRESENCE_UPDATE" -> PresenceUpdate.parse(d, hide);
                    case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE" -> MemberUpdate.parse(d, hide);
                    case "GUILD_MEMBERS_CHUNK" -> MembersChunk.parse(d, hide);
                    case "USER_UPDATE" -> UserUpdate.parse(d, hide);
                    case "RATE_LIMITED" -> RateLimited.parse(d);
                    case "GUILD_MEMBER_REMOVE" -> GuildMemberRemove.parse(d);
                    default -> null;
                });
    }

    /** The same with nothing hidden. */
    static Optional<Dispatch> parse(String type, Map<String, ?> data) {
        return parse(type, data, Set.of());
    }

    /** Roughly what it takes while it waits, for whoever has to bound that; zero for what is small. */
    default int bytes() {
        return 0;
    }
}
