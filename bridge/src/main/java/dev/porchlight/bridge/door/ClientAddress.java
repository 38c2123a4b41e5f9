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
    private final boolean loopbackExempt;

    /**
     * Makes the rule.
     *
     * @param behindProxy whether forwarded headers are looked at
     * @param trusted the proxies whose word counts
     */
    public ClientAddress(boolean behindProxy, List<AddressRange> trusted) {
        this(behindProxy, trusted, true);
    }

    private ClientAddress(boolean behindProxy, List<AddressRange> trusted, boolean loopbackExempt) {
        this.behindProxy = behindProxy;
        this.trusted = List.copyOf(trusted);
        this.loopbackExempt = loopbackExempt;
    }

    /** Every peer speaks for itself. */
    public static ClientAddress direct() {
        return new ClientAddress(false, List.of());
    }

    /** Loopback counts like any other address: for tests, which have no other. */
    static ClientAddress directAndLoopbackCounts() {
        return new ClientAddress(false, List.of(), false);
    }

    /** Whether a peer may have any number of connections: loopback, and the proxies that carry everybody's. */
    boolean exemptFromAddressCap(InetAddress peer) {
        return (loopbackExempt && peer.isLoopbackAddress()) || (behindProxy && isTrusted(peer));
    }

    /** Whether a client that a proxy speaks for counts against its own address: not so when it is the proxy itself. */
    boolean counts(InetAddress peer, InetAddress client) {
        return !client.equals(peer) && !exemptFromAddressCap(client);
    }

    InetAddress of(InetAddress peer, RequestHead head) {
        if (!behindProxy || !isTrusted(peer)) {
            return peer;
        }
        String[] hops = String.join(",", head.headers("x-forwarded-for")).split(",", -1);
        int last = Math.max(0, hops.length - MAX_HOPS);
        for (int i = hops.length - 1; i >= last; i--) {
            String entry = hops[i].strip();
            if (entry.isEmpty()) {
                continue; // RFC 9110 §5.6.1: empty list elements are ignored
            }
            InetAddress hop = AddressRange.literalOrNull(withoutPort(entry));
            if (hop == null) {
                return peer; // whoever wrote this, neither it nor what stands beside it can be believed
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        List<String> cloudflare = head.headers("cf-connecting-ip");
        InetAddress visitor = cloudflare.size() == 1 ? AddressRange.literalOrNull(cloudflare.getFirst()) : null;
        return visitor == null ? peer : visitor;
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean bracketed = colon > 0 && entry.charAt(colon - 1) == ']';
        boolean onlyColon = colon > 0 && entry.indexOf(':') == colon;
        return bracketed || onlyColon ? entry.substring(0, colon) : entry;
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
