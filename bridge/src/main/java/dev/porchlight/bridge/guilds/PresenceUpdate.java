package dev.porchlight.bridge.guilds;

import java.util.Set;

/** Somebody's status, clients or activities changed, or who they are; told once for each guild they share with the bot. */
public record PresenceUpdate(long guild, PresenceSeen presence) implements Dispatch {

    /** Null for that of a friend, which has no guild. */
    static PresenceUpdate parse(Payload d, Set<Hidden> hide) {
        long guild = d.snowflakeOrZero("guild_id");
        return guild == 0 ? null : new PresenceUpdate(guild, PresenceSeen.parse(d, hide));
    }

    @Override
    public int bytes() {
        return presence.bytes();
    }
}
