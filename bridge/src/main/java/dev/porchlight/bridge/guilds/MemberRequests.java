package dev.porchlight.bridge.guilds;

/**
 * How members are asked for; {@code discord} plugs in. The answer comes as {@link MembersChunk}s or a {@link RateLimited}, or
 * not at all. Neither method waits or throws.
 */
public interface MemberRequests {

    /** Asks, as soon as the gateway's limits allow. */
    void ask(MemberRequest request);

    /** Does not ask if it has not been asked yet. */
    void forget(String nonce);
}
