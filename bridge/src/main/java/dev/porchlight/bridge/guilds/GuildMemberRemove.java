package dev.porchlight.bridge.guilds;

/** Somebody left the guild or was thrown out. Sent only with the members intent, but heeded wherever it comes from. */
public record GuildMemberRemove(long guild, long user) implements Dispatch {

    static GuildMemberRemove parse(Payload d) {
        return new GuildMemberRemove(d.snowflake("guild_id"), d.object("user").snowflake("id"));
    }
}
