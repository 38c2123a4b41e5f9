package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.AddressRange;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may fail to give the token: {@value #FAILURES} times in any 60 s, then its upgrades are refused until
 * the oldest failure is a minute old. Guessing a token so takes for ever; a board that knows it is let in as soon as there
 * is room, and one that is in stays in. An IPv6 network of 64 bits is one address here. Computes only. Remembers the
 * {@value #ADDRESSES} addresses that failed last. Door loop only.
 */
final class AuthLimit {

    static final int FAILURES = 20;
    private static final long WINDOW_NANOS = 60 * 1_000_000_000L;
    private static final int ADDRESSES = 1_024;

    /** The times of the last failures, the oldest of them next to be overwritten. */
    private static final class Ring {
        private final long[] at = new long[FAILURES];
        private int next;
        private int filled;
    }

    private final Map<InetAddress, Ring> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Ring> eldest) {
            return size() > ADDRESSES;
        }
    };

    /** Notes a failure at this {@link System#nanoTime()}. */
    void failed(InetAddress client, long now) {
        Ring ring = failures.computeIfAbsent(AddressRange.networkOf(client), key -> new Ring());
        ring.at[ring.next] = now;
        ring.next = (ring.next + 1) % FAILURES;
        ring.filled = Math.min(ring.filled + 1, FAILURES);
    }

    /** Whether the address has used up its failures. */
    boolean exhausted(InetAddress client, long now) {
        Ring ring = failures.get(AddressRange.networkOf(client));
        return ring != null && ring.filled == FAILURES && now - ring.at[ring.next] < WINDOW_NANOS;
    }
}
