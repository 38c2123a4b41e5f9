package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.util.List;

/**
 * Whose request it is. Without a proxy, the peer's. Behind one, and only when the peer is a trusted proxy: the right-most
 * entry of {@code X-Forwarded-For} that is not itself a trusted proxy, else {@code CF-Connecting-IP}, else the peer.
 * Entries further left are whatever the client chose to write. Immutable.
 */
public final class ClientAddress {

    private static final int MAX_HOPS = 32;

    private final boolean behindProxy;
    private final List<AddressRange> trusted;

    /**
     * Makes the rule.
     *
     * @param behindProxy whether forwarded headers are looked at
     * @param trusted the proxies whose word counts
     */
    public ClientAddress(boolean behindProxy, List<AddressRange> trusted) {
        this.behindProxy = behindProxy;
        this.trusted = List.copyOf(trusted);
    }

    /** Every peer speaks for itself. */
    public static ClientAddress direct() {
        return new ClientAddress(false, List.of());
    }

    /** Whether a peer may have any number of connections: loopback, and the proxies that carry everybody's. */
    boolean exemptFromAddressCap(InetAddress peer) {
        return peer.isLoopbackAddress() || (behindProxy && isTrusted(peer));
    }

    InetAddress of(InetAddress peer, RequestHead head) {
        if (!behindProxy || !isTrusted(peer)) {
            return peer;
        }
        String[] hops = String.join(",", head.headers("x-forwarded-for")).split(",", -1);
        int last = Math.max(0, hops.length - MAX_HOPS);
        for (int i = hops.length - 1; i >= last; i--) {
            InetAddress hop = AddressRange.literalOrNull(hops[i].strip());
            if (hop == null) {
                break; // nothing left of a malformed entry can be believed
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        String cloudflare = head.header("cf-connecting-ip");
        InetAddress visitor = cloudflare == null ? null : AddressRange.literalOrNull(cloudflare);
        return visitor == null ? peer : visitor;
    }

    private boolean isTrusted(InetAddress address) {
        for (AddressRange range : trusted) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
