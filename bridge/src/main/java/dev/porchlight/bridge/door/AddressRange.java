package dev.porchlight.bridge.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of addresses in CIDR notation, {@code 172.16.0.0/12}, {@code ::1/128} or a single address. Immutable.
 *
 * <p>An IPv4 address mapped into IPv6 ({@code ::ffff:10.0.0.1}) is that IPv4 address.
 *
 * @param network any address of the range
 * @param prefixBits how many leading bits count, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int prefixBits) {

    /** Checks that the prefix fits the kind of address. */
    public AddressRange {
        if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "not a prefix length of " + network.getHostAddress() + ": " + prefixBits);
        }
    }

    /**
     * Reads a range; names are never looked up.
     *
     * @throws IllegalArgumentException when the text is not an address or a range
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literalOrNull(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        if (slash < 0) {
            return new AddressRange(network, network.getAddress().length * 8);
        }
        String bits = text.substring(slash + 1);
        if (bits.isEmpty() || bits.length() > 3 || !bits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not a prefix length: " + text);
        }
        return new AddressRange(network, Integer.parseInt(bits));
    }

    /** An address written in full, IPv6 with or without brackets, or null for anything else. */
    static InetAddress literalOrNull(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String literal = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean v6 = literal.indexOf(':') >= 0;
        // The JDK would read "1" as 0.0.0.1, as old C libraries do.
        boolean v4 = !bracketed && literal.chars().filter(c -> c == '.').count() == 3;
        if (!v6 && !v4) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is one address and no more. */
    public boolean isSingle() {
        return prefixBits == 8 * network.getAddress().length;
    }

    /** Whether the address lies in this range. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += 8) {
            int width = Math.min(8, prefixBits - bit);
            int mask = 0xFF << (8 - width);
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** What counts as one client: an IPv4 address, or the first half of an IPv6 address with zeros behind it. */
    public static InetAddress networkOf(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client;
        }
        byte[] bytes = client.getAddress();
        Arrays.fill(bytes, 8, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
