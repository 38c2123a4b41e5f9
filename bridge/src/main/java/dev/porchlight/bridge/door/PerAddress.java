package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts the open connections of each client address, an IPv6 network of 64 bits being one client: whoever has one address
 * of it has them all. Door loop only.
 *
 * <p>Invariant: an address is here only while a connection of it is open, so the map is never larger than the number of
 * connections.
 */
final class PerAddress {

    private final int most;
    private final Map<InetAddress, Integer> open = new HashMap<>();

    PerAddress(int most) {
        this.most = most;
    }

    /** Whether the client may have one more. */
    boolean hasRoom(InetAddress client) {
        return open.getOrDefault(AddressRange.networkOf(client), 0) < most;
    }

    /** Counts one more. */
    void enter(InetAddress client) {
        open.merge(AddressRange.networkOf(client), 1, Integer::sum);
    }

    /** The end of one {@link #enter}. */
    void leave(InetAddress client) {
        open.computeIfPresent(AddressRange.networkOf(client), (key, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Counts a connection that stood for one client for another one from now on; null is nobody.
     *
     * @return false, and nothing has changed, when that client may have no more
     */
    boolean move(InetAddress from, InetAddress to) {
        if (Objects.equals(from, to)) {
            return true;
        }
        if (to != null && !hasRoom(to)) {
            return false;
        }
        if (from != null) {
            leave(from);
        }
        if (to != null) {
            enter(to);
        }
        return true;
    }

    /** How many clients are counted. */
    int clients() {
        return open.size();
    }
}
