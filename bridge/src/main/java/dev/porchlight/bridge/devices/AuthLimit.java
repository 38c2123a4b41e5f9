package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.door.AddressRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address may fail to give the token: {@value #FAILURES} times in any 60 s, then its upgrades are refused until
 * the oldest failure is a minute old. Guessing a token so takes for ever; a board that knows it is let in as soon as there
 * is room, and one that is in stays in. Computes only. Remembers the {@value #REMEMBERED} addresses that failed last. Door
 * loop only.
 *
 * <p>Whoever has one IPv6 address has 2^64 of them, so an IPv6 network of 64 bits has a limit too: {@value #NETWORK_FAILURES}
 * in a minute, since a whole house may be in one such network, and a few boards with an old token must not lock the others
 * out (a stock board fails up to 30 times a minute).
 */
final class AuthLimit {

    static final int FAILURES = 20;
    static final int NETWORK_FAILURES = 200;
    private static final long WINDOW_NANOS = 60 * 1_000_000_000L;
    private static final int REMEMBERED = 1_024;

    /** The times of the last failures of an address, the oldest of them next to be overwritten. */
    private static final class Ring {
        private final long[] at = new long[FAILURES];
        private int next;
        private int filled;

        private void add(long now) {
            at[next] = now;
            next = (next + 1) % FAILURES;
            filled = Math.min(filled + 1, FAILURES);
        }

        private boolean exhausted(long now) {
            return filled == FAILURES && now - at[next] < WINDOW_NANOS;
        }
    }

    /** The failures of a network in the minute that began with the first of them. */
    private static final class Minute {
        private long began;
        private int failures;

        private void add(long now) {
            if (failures == 0 || now - began >= WINDOW_NANOS) {
                began = now;
                failures = 0;
            }
            failures = Math.min(failures + 1, NETWORK_FAILURES);
        }

        private boolean exhausted(long now) {
            return failures == NETWORK_FAILURES && now - began < WINDOW_NANOS;
        }
    }

    private static final class Latest<V> extends LinkedHashMap<InetAddress, V> {
        private static final long serialVersionUID = 1;

        private Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private final Map<InetAddress, Ring> addresses = new Latest<>();
    private final Map<InetAddress, Minute> networks = new Latest<>();

    /** Notes a failure at this {@link System#nanoTime()}. */
    void failed(InetAddress client, long now) {
        addresses.computeIfAbsent(client, key -> new Ring()).add(now);
        if (client instanceof Inet6Address) {
            networks.computeIfAbsent(AddressRange.networkOf(client), key -> new Minute())
                    .add(now);
        }
    }

    /** Whether the address, or its network, has used up its failures. */
    boolean exhausted(InetAddress client, long now) {
        Ring address = addresses.get(client);
        if (address != null && address.exhausted(now)) {
            return true;
        }
        Minute network = client instanceof Inet6Address ? networks.get(AddressRange.networkOf(client)) : null;
        return network != null && network.exhausted(now);
    }
}
