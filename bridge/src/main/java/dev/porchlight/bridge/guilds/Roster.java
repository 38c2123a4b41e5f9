package dev.porchlight.bridge.guilds;

import java.util.List;

/** What a list of members takes while it waits. */
final class Roster {

    /** Of the objects around the bytes. */
    private static final int MEMBER_BYTES = 64;

    private Roster() {}

    static int bytes(List<MemberSeen> members, List<PresenceSeen> presences) {
        int bytes = 0;
        for (MemberSeen member : members) {
            bytes += MEMBER_BYTES + member.json().length;
        }
        for (PresenceSeen presence : presences) {
            bytes += presence.bytes();
        }
        return bytes;
    }
}
