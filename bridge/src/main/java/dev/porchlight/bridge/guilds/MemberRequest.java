package dev.porchlight.bridge.guilds;

import java.util.List;

/**
 * A question for members of a guild, each with their presence.
 *
 * @param users up to {@value #MOST_USERS}; empty for everybody
 * @param nonce comes back with every part of the answer; begins with {@link #NONCE}
 */
public record MemberRequest(long guild, List<Long> users, String nonce) {

    /** What the nonces of these requests begin with, and those of nobody else. */
    public static final String NONCE = "porchlight-";

    /** As many as Discord answers for. */
    public static final int MOST_USERS = 100;

    public MemberRequest {
        users = List.copyOf(users);
    }
}
