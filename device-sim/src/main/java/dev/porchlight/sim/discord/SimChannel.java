package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/** A guild's channel. Any thread may call; names and being there are guarded by the world's lock. */
public final class SimChannel {
    /** What kind of channel, with Discord's number for it. */
    public enum Kind {
        TEXT(0),
        VOICE(2),
        STAGE(13);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private final SimGuild guild;
    private final long id;
    private final Kind kind;
    private final int position;
    private String name;

    SimChannel(SimGuild guild, long id, Kind kind, int position, String name) {
        this.guild = guild;
        this.id = id;
        this.kind = kind;
        this.position = position;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return guild.world().ask(() -> name);
    }

    /** CHANNEL_UPDATE. */
    public void rename(String newName) {
        guild.world().change(() -> {
            name = newName;
            guild.dispatch("CHANNEL_UPDATE", json());
        });
    }

    /** CHANNEL_DELETE, then a VOICE_STATE_UPDATE out of voice for everyone who was in it. */
    public void delete() {
        guild.deleteChannel(this, true);
    }

    /** CHANNEL_DELETE alone: the people in it are out of voice and nobody is told so. */
    public void deleteWithoutVoiceUpdates() {
        guild.deleteChannel(this, false);
    }

    boolean takesVoice() {
        return kind != Kind.TEXT;
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.object(
                "id",
                Json.id(id),
                "guild_id",
                Json.id(guild.id()),
                "type",
                kind.number,
                "name",
                name,
                "position",
                position,
                "parent_id",
                null,
                "permission_overwrites",
                List.of(),
                "nsfw",
                false,
                "rate_limit_per_user",
                0,
                "flags",
                0);
        if (takesVoice()) {
            json.putAll(Json.object(
                    "bitrate", 64_000, "user_limit", 0, "rtc_region", null, "topic", null, "last_message_id", null));
        } else {
            json.putAll(Json.object("topic", null, "last_message_id", null));
        }
        return json;
    }

    @Override
    public String toString() {
        return name();
    }
}
