package dev.porchlight.bridge.guilds;

import java.util.HashSet;
import java.util.Set;

/**
 * One question for members that is under way, and what was told meanwhile by other ways: that is at least as new as what an
 * answer says, which each guild gives as it sees things itself. Home loop only.
 */
final class Roll {

    final MemberRequest request;

    /** Everybody named so far. */
    final LongSet seen = new LongSet();

    /** Whose presence was told live. */
    final LongSet heard = new LongSet();

    /** Who was told live who they are. */
    final LongSet named = new LongSet();

    /** Who left the guild and has not come back. */
    private final Set<Long> left = new HashSet<>();

    private int parts;

    Roll(MemberRequest request) {
        this.request = request;
    }

    boolean isWhole() {
        return request.users().isEmpty();
    }

    void came(long user) {
        left.remove(user);
        seen.add(user);
        named.add(user);
    }

    void left(long user) {
        left.add(user);
    }

    boolean hasLeft(long user) {
        return left.contains(user);
    }

    /** A part of the answer came; true when it was the last one. */
    boolean took(int count) {
        return ++parts >= count;
    }
}
