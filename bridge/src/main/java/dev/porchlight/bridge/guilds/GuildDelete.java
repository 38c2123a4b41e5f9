package dev.porchlight.bridge.guilds;

/**
 * A guild is out of reach.
 *
 * @param unavailable true for an outage, false when the bot is no longer in the guild
 */
public record GuildDelete(long id, boolean unavailable) implements Dispatch {

    static GuildDelete parse(Payload d) {
        return new GuildDelete(d.snowflake("id"), d.flag("unavailable"));
    }
}
