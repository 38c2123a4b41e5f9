package dev.porchlight.bridge.guilds;

import java.util.Set;

/** GUILD_MEMBER_ADD and GUILD_MEMBER_UPDATE, which carry the same: a member with who they are now. */
public record MemberUpdate(long guild, MemberSeen member) implements Dispatch {

    static MemberUpdate parse(Payload d, Set<Hidden> hide) {
        return new MemberUpdate(d.snowflake("guild_id"), MemberSeen.parse(d, hide));
    }
}
