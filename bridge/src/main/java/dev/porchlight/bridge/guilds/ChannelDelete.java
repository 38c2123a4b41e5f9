package dev.porchlight.bridge.guilds;

/** A channel is no more. */
public record ChannelDelete(long guild, long channel) implements Dispatch {

    /** Null for the channel of a direct message, which has no guild. */
    static ChannelDelete parse(Payload d) {
        long guild = d.snowflakeOrZero("guild_id");
        return guild == 0 ? null : new ChannelDelete(guild, d.snowflake("id"));
    }
}
