package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.home.Voice;
import java.util.Optional;

/**
 * Somebody joined, moved, left or changed a flag.
 *
 * @param voice the state now; channel zero means not in voice
 * @param bot whether it is a bot, when the payload brought the member along
 */
public record VoiceStateUpdate(Voice voice, Optional<Boolean> bot) implements Dispatch {

    /** Null for a call outside any guild. */
    static VoiceStateUpdate parse(Payload d) {
        long guild = d.snowflakeOrZero("guild_id");
        if (guild == 0) {
            return null;
        }
        Voice voice = parseState(guild, d);
        return new VoiceStateUpdate(voice, bot(d));
    }

    /** Who left must be seen to leave, whatever is strange about the member sent along. */
    private static Optional<Boolean> bot(Payload d) {
        try {
            return d.has("member")
                    ? Optional.of(d.object("member").object("user").flag("bot"))
                    : Optional.empty();
        } catch (MalformedDispatch e) {
            return Optional.empty();
        }
    }

    /**
     * A voice state object, as here and in GUILD_CREATE, where the guild's id is left out. The flags of somebody who left
     * mean nothing and are not looked at: whatever is strange about them, who left must be seen to leave.
     */
    static Voice parseState(long guild, Payload d) {
        long channel = d.snowflakeOrZero("channel_id");
        long user = d.snowflake("user_id");
        if (channel == 0) {
            return Voice.of(guild, 0, user);
        }
        return new Voice(
                guild,
                channel,
                user,
                d.flag("mute"),
                d.flag("deaf"),
                d.flag("self_mute"),
                d.flag("self_deaf"),
                d.flag("self_stream"),
                d.flag("self_video"),
                d.flag("suppress"));
    }
}
