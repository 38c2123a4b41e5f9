package dev.porchlight.bridge.guilds;

import java.util.List;
import java.util.Set;

/**
 * A part of the answer to a request of members.
 *
 * @param index from 0
 * @param count how many parts there are
 * @param nonce of the request; empty for none
 * @param leftOut members and presences that were malformed
 */
public record MembersChunk(
        long guild,
        List<MemberSeen> members,
        List<PresenceSeen> presences,
        int index,
        int count,
        String nonce,
        int leftOut)
        implements Dispatch {

    public MembersChunk {
        members = List.copyOf(members);
        presences = List.copyOf(presences);
    }

    static MembersChunk parse(Payload d, Set<Hidden> hide) {
        Payload.Elements<MemberSeen> members = d.elements("members", member -> MemberSeen.parse(member, hide));
        Payload.Elements<PresenceSeen> presences =
                d.elements("presences", presence -> PresenceSeen.parse(presence, hide));
        return new MembersChunk(
                d.snowflake("guild_id"),
                members.good(),
                presences.good(),
                d.number("chunk_index"),
                d.number("chunk_count"),
                d.has("nonce") ? d.text("nonce") : "",
                members.leftOut() + presences.leftOut());
    }

    @Override
    public int bytes() {
        return Roster.bytes(members, presences);
    }
}
