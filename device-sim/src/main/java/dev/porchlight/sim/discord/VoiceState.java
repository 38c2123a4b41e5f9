package dev.porchlight.sim.discord;

import java.util.Map;
import java.util.UUID;

/** Where a member is in voice and with which flags. Guarded by the world's lock; gone when the member leaves voice. */
final class VoiceState {
    final SimUser user;
    String sessionId = UUID.randomUUID().toString().replace("-", "");
    SimChannel channel;
    boolean mute;
    boolean deaf;
    boolean selfMute;
    boolean selfDeaf;
    boolean streaming;
    boolean camera;
    boolean suppress;

    VoiceState(SimUser user, SimChannel channel) {
        this.user = user;
        this.channel = channel;
    }

    /** As GUILD_CREATE lists it: no guild and no member. {@code self_stream} is there only while streaming. */
    Map<String, Object> json() {
        Map<String, Object> json = Json.object(
                "user_id",
                Json.id(user.id()),
                "channel_id",
                channel == null ? null : Json.id(channel.id()),
                "session_id",
                sessionId,
                "mute",
                mute,
                "deaf",
                deaf,
                "self_mute",
                selfMute,
                "self_deaf",
                selfDeaf,
                "self_video",
                camera,
                "suppress",
                suppress,
                "request_to_speak_timestamp",
                null);
        if (streaming) {
            json.put("self_stream", true);
        }
        return json;
    }
}
