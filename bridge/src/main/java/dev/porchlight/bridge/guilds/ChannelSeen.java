package dev.porchlight.bridge.guilds;

/** CHANNEL_CREATE and CHANNEL_UPDATE, which carry the same: a channel as it is now. */
public record ChannelSeen(long guild, Channel channel) implements Dispatch {

    /** Null for the channel of a direct message, which has no guild. */
    static ChannelSeen parse(Payload d) {
        long guild = d.snowflakeOrZero("guild_id");
        return guild == 0 ? null : new ChannelSeen(guild, Channel.parse(d));
    }
}
