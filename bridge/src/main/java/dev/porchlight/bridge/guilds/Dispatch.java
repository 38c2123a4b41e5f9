package dev.porchlight.bridge.guilds;

import java.util.Map;
import java.util.Optional;

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
                GuildMemberRemove {

    /**
     * Reads a dispatch. Keeps nothing of {@code data}, which the caller may change afterwards. Safe from every thread.
     *
     * @param type the {@code t} of the gateway payload
     * @param data its {@code d}: decoded JSON of maps, lists, text, numbers and flags
     * @return empty for a type that means nothing to Porchlight
     * @throws MalformedDispatch when a field is missing or of the wrong kind
     */
    static Optional<Dispatch> parse(String type, Map<String, ?> data) {
        Payload d = new Payload("", data);
        return Optional.ofNullable(
                switch (type) {
                    case "READY" -> Ready.parse(d);
                    case "RESUMED" -> new Resumed();
                    case "GUILD_CREATE" -> GuildCreate.parse(d);
                    case "GUILD_UPDATE" -> GuildUpdate.parse(d);
                    case "GUILD_DELETE" -> GuildDelete.parse(d);
                    case "CHANNEL_CREATE", "CHANNEL_UPDATE" -> ChannelSeen.parse(d);
                    case "CHANNEL_DELETE" -> ChannelDelete.parse(d);
                    case "VOICE_STATE_UPDATE" -> VoiceStateUpdate.parse(d);
                    case "GUILD_MEMBER_REMOVE" -> GuildMemberRemove.parse(d);
                    default -> null;
                });
    }
}
