package dev.porchlight.bridge.guilds;

/**
 * The settings of a guild changed.
 *
 * @param afkChannel zero when there is none
 */
public record GuildUpdate(long id, String name, long afkChannel) implements Dispatch {

    static GuildUpdate parse(Payload d) {
        return new GuildUpdate(d.snowflake("id"), d.text("name"), d.snowflakeOrZero("afk_channel_id"));
    }
}
