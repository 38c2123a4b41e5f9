package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.util.List;
import java.util.Map;

/** A channel as the gateway and REST show it. Called under the world's lock. */
final class ChannelJson {
    /** What a PATCH may set of a guild's channel. */
    static final List<String> WRITABLE = List.of(
            "name",
            "position",
            "topic",
            "nsfw",
            "rate_limit_per_user",
            "bitrate",
            "user_limit",
            "permission_overwrites",
            "parent_id",
            "rtc_region",
            "video_quality_mode",
            "default_auto_archive_duration",
            "flags",
            "available_tags",
            "default_reaction_emoji",
            "default_thread_rate_limit_per_user",
            "default_sort_order",
            "default_forum_layout");

    private static final String HIDDEN_NAME = "___hidden___";
    private static final int OBFUSCATED = 1 << 17;
    private static final String VIEW_CHANNEL = "1024";

    private ChannelJson() {}

    static Map<String, Object> of(SimChannel channel) {
        if (channel.guild() == null) {
            return direct(channel);
        }
        return channel.thread().map(state -> state.json(channel)).orElseGet(() -> ofGuild(channel));
    }

    private static Map<String, Object> direct(SimChannel channel) {
        return Json.object(
                "id",
                Json.id(channel.id()),
                "type",
                Kind.DM.number(),
                "last_message_id",
                Json.id(channel.chat().lastId()),
                "flags",
                0,
                "recipients",
                List.of(channel.recipient().json()));
    }

    private static Map<String, Object> ofGuild(SimChannel channel) {
        Map<String, Object> json = Json.object(
                "id",
                Json.id(channel.id()),
                "guild_id",
                Json.id(channel.guild().id()),
                "type",
                channel.kind().number(),
                "name",
                null,
                "position",
                0,
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
        if (channel.takesVoice()) {
            json.putAll(Json.object("bitrate", 64_000, "user_limit", 0, "rtc_region", null));
        }
        if (channel.kind() == Kind.FORUM) {
            json.putAll(Json.object(
                    "available_tags",
                    List.of(),
                    "default_reaction_emoji",
                    null,
                    "default_sort_order",
                    null,
                    "default_forum_layout",
                    0));
        }
        json.put("topic", null);
        json.put("last_message_id", Json.id(channel.chat().lastId()));
        json.putAll(channel.settings);
        if (channel.isHidden()) {
            hide(json, channel);
        }
        return json;
    }

    private static void hide(Map<String, Object> json, SimChannel channel) {
        List.of("topic", "last_message_id", "rtc_region").forEach(field -> json.replace(field, null));
        json.putAll(Json.object(
                "name", HIDDEN_NAME, "flags", OBFUSCATED, "permission_overwrites", List.of(denyView(channel.guild()))));
        channel.nulls().stream().filter(json::containsKey).forEach(field -> json.put(field, null));
    }

    static Map<String, Object> denyView(SimGuild guild) {
        return Json.object("id", Json.id(guild.id()), "type", 0, "allow", "0", "deny", VIEW_CHANNEL);
    }
}
