package dev.porchlight.bridge.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;

/**
 * How often an address may fail to give the token: {@value #FAILURES} times in any 60 s, then it is refused until the oldest
 * failure is a minute old. Guessing a token so takes for ever; a board that knows it is let in as soon as there
 * is room, and one that is in stays in. Computes only. Remembers the {@value #REMEMBERED} addresses that failed last. For
 * one thread at a time.
 *
 * <p>Whoever has one IPv6 address has 2^64 of them, so an IPv6 network of 64 bits has a limit too: {@value #NETWORK_FAILURES}
 * in a minute, since a whole house may be in one such network, and a few boards with an old token must not lock the others
 * out (a stock board fails up to 30 times a minute).
 */
public final class AuthLimit {

    /** Of one address, in 60 s. */
    public static final int FAILURES = 20;

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

    private final Map<InetAddress, Ring> addresses = new Latest<>(REMEMBERED);
    private final Map<InetAddress, MinuteAllowance> networks = new Latest<>(REMEMBERED);

    /** Notes a failure at this {@link System#nanoTime()}. */
    public void failed(InetAddress client, long now) {
        addresses.computeIfAbsent(client, key -> new Ring()).add(now);
        if (client instanceof Inet6Address) {
            networks.computeIfAbsent(AddressRange.networkOf(client), key -> new MinuteAllowance(NETWORK_FAILURES))
                    .take(now);
        }
    }

    /** Whether the address, or its network, has used up its failures. */
    public boolean exhausted(InetAddress client, long now) {
        Ring address = addresses.get(client);
        if (address != null && address.exhausted(now)) {
            return true;
        }
        MinuteAllowance network = client instanceof Inet6Address ? networks.get(AddressRange.networkOf(client)) : null;
        return network != null && network.usedUp(now);
    }
}
