package dev.porchlight.sim.discord;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private static final String HIDDEN_NAME = "___hidden___";
    private static final int OBFUSCATED = 1 << 17;
    private static final String VIEW_CHANNEL = "1024";

    private final SimGuild guild;
    private final long id;
    private final Kind kind;
    private final int position;
    private final Set<String> nulls = new LinkedHashSet<>();
    private String name;
    private boolean hidden;

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

    /**
     * The bot may no longer view it: from now on it is sent as Discord sends such channels since November 2026, with flag
     * {@code 1 << 17}, a placeholder for a name, one overwrite that denies VIEW_CHANNEL, and without topic, last message
     * and region. CHANNEL_UPDATE. People in it are still told of.
     *
     * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-obfuscated-channels">Obfuscated
     *     channels</a>
     */
    public void hide() {
        setHidden(true);
    }

    /** The bot may view it (again): CHANNEL_UPDATE with everything in it. */
    public void show() {
        setHidden(false);
    }

    /**
     * From now on the field is null whenever the channel is sent hidden, for what a client does when Discord leaves out
     * more than one thought.
     *
     * @param field a key of the channel object; empty for none
     */
    public void sendAsNull(String field) {
        guild.world().change(() -> nulls.add(field));
    }

    private void setHidden(boolean now) {
        guild.world().change(() -> {
            hidden = now;
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
        if (hidden) {
            json.putAll(Json.object(
                    "name",
                    HIDDEN_NAME,
                    "flags",
                    OBFUSCATED,
                    "permission_overwrites",
                    List.of(Json.object("id", Json.id(guild.id()), "type", 0, "allow", "0", "deny", VIEW_CHANNEL))));
            nulls.stream().filter(json::containsKey).forEach(field -> json.put(field, null));
        }
        return json;
    }

    @Override
    public String toString() {
        return name();
    }
}
