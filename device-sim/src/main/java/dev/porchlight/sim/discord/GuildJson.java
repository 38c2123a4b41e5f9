package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/** A guild as the gateway and REST show it. Called under the world's lock. */
final class GuildJson {
    /** What a PATCH may set, name and AFK channel aside. */
    static final List<String> WRITABLE = List.of(
            "description",
            "afk_timeout",
            "verification_level",
            "default_message_notifications",
            "explicit_content_filter",
            "system_channel_id",
            "system_channel_flags",
            "rules_channel_id",
            "public_updates_channel_id",
            "preferred_locale",
            "premium_progress_bar_enabled");

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
        json.putAll(Json.object(
                "emojis",
                guild.emojis().json(),
                "stickers",
                List.of(),
                "roles",
                guild.roles().json()));
        json.putAll(guild.settings);
        return json;
    }

    static Map<String, Object> stub(SimGuild guild) {
        return Json.object("id", Json.id(guild.id()), "unavailable", true);
    }

    static Map<String, Object> voiceUpdate(SimGuild guild, VoiceState state) {
        Map<String, Object> json = state.json();
        json.put("guild_id", Json.id(guild.id()));
        guild.people()
                .of(state.user)
                .ifPresent(member -> json.put("member", guild.people().json(member)));
        return json;
    }
}
