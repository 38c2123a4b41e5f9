package dev.porchlight.bridge.door;

import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation, {@code 172.16.0.0/12}, {@code ::1/128} or a single address. Immutable.
 *
 * @param network any address of the range
 * @param prefixBits how many leading bits count, 0 to 32 or 128
 */
public record AddressRange(InetAddress network, int prefixBits) {

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
        int all = network.getAddress().length * 8;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not a prefix length: " + text);
        }
        return new AddressRange(network, bits);
    }

    /** An address written in digits, or null for anything else. */
    static InetAddress literalOrNull(String text) {
        try {
            return InetAddress.ofLiteral(text.startsWith("[") && text.endsWith("]") ? inner(text) : text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String inner(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
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
}
