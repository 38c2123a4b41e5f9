package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guild as the gateway and REST show it. Called under the world's lock. */
final class GuildJson {
    private static final String JOINED_AT = "2024-01-01T00:00:00.000000+00:00";

    private GuildJson() {}

    /** What GUILD_UPDATE carries: the guild without channels, members and voice states. */
    static Map<String, Object> settings(SimGuild guild) {
        Map<String, Object> json = Json.object(
                "id",
                Json.id(guild.id()),
                "name",
                guild.nameNow(),
                "icon",
                null,
                "splash",
                null,
                "discovery_splash",
                null,
                "description",
                null,
                "owner_id",
                Json.id(guild.ownerId()),
                "afk_channel_id",
                Json.id(guild.afkChannelId()),
                "afk_timeout",
                300);
        json.putAll(Json.object(
                "verification_level",
                0,
                "default_message_notifications",
                0,
                "explicit_content_filter",
                0,
                "mfa_level",
                0,
                "nsfw_level",
                0,
                "nsfw",
                false,
                "premium_tier",
                0,
                "premium_subscription_count",
                0,
                "premium_progress_bar_enabled",
                false));
        json.putAll(Json.object(
                "application_id",
                null,
                "system_channel_id",
                null,
                "system_channel_flags",
                0,
                "rules_channel_id",
                null,
                "public_updates_channel_id",
                null,
                "safety_alerts_channel_id",
                null,
                "preferred_locale",
                "en-US",
                "vanity_url_code",
                null,
                "banner",
                null,
                "max_members",
                500_000,
                "max_presences",
                null,
                "features",
                List.of()));
        json.putAll(Json.object("emojis", List.of(), "stickers", List.of(), "roles", List.of(everyone(guild))));
        return json;
    }

    /** GUILD_CREATE. A session without the voice intent gets no voice states and, of the members, the bot alone. */
    static Map<String, Object> create(SimGuild guild, boolean withVoice) {
        List<VoiceState> voiceStates = withVoice ? guild.voice().all() : List.of();
        List<SimUser> seen = guild.members().stream()
                .filter(user -> user.equals(guild.world().bot)
                        || voiceStates.stream().anyMatch(state -> state.user.equals(user)))
                .toList();
        Map<String, Object> json = settings(guild);
        json.putAll(Json.object(
                "joined_at",
                JOINED_AT,
                "large",
                false,
                "unavailable",
                false,
                "member_count",
                guild.members().size(),
                "voice_states",
                voiceStates.stream().map(VoiceState::json).toList(),
                "members",
                seen.stream().map(user -> member(guild, user)).toList(),
                "channels",
                guild.channels().stream().map(SimChannel::json).toList()));
        json.putAll(Json.object(
                "threads",
                List.of(),
                "presences",
                List.of(),
                "stage_instances",
                List.of(),
                "guild_scheduled_events",
                List.of(),
                "soundboard_sounds",
                List.of()));
        return json;
    }

    static Map<String, Object> stub(SimGuild guild) {
        return Json.object("id", Json.id(guild.id()), "unavailable", true);
    }

    static Map<String, Object> voiceUpdate(SimGuild guild, VoiceState state) {
        Map<String, Object> json = state.json();
        json.put("guild_id", Json.id(guild.id()));
        json.put("member", member(guild, state.user));
        return json;
    }

    private static Map<String, Object> member(SimGuild guild, SimUser user) {
        Optional<VoiceState> voice = guild.voice().of(user);
        return Json.object(
                "user",
                user.json(),
                "nick",
                null,
                "avatar",
                null,
                "banner",
                null,
                "roles",
                List.of(),
                "joined_at",
                JOINED_AT,
                "premium_since",
                null,
                "deaf",
                voice.filter(state -> state.deaf).isPresent(),
                "mute",
                voice.filter(state -> state.mute).isPresent(),
                "flags",
                0,
                "pending",
                false,
                "communication_disabled_until",
                null);
    }

    private static Map<String, Object> everyone(SimGuild guild) {
        return Json.object(
                "id",
                Json.id(guild.id()),
                "name",
                "@everyone",
                "permissions",
                "2248473465835073",
                "position",
                0,
                "color",
                0,
                "colors",
                Json.object("primary_color", 0, "secondary_color", null, "tertiary_color", null),
                "hoist",
                false,
                "managed",
                false,
                "mentionable",
                false,
                "icon",
                null,
                "unicode_emoji",
                null,
                "flags",
                0);
    }
}
