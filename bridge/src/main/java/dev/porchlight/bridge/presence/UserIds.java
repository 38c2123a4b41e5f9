package dev.porchlight.bridge.presence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads ids of users as a URL has them. Stateless. */
final class UserIds {

    private static final int DIGITS_OF_64_BITS = 20;

    private UserIds() {}

    /**
     * Reads one: unsigned 64 bits in decimal digits without a leading zero, so that everybody has one URL.
     *
     * @throws NumberFormatException for anything else, zero included
     */
    static long parse(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= DIGITS_OF_64_BITS
                && text.charAt(0) != '0'
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new NumberFormatException("not a user id");
        }
        return Long.parseUnsignedLong(text);
    }

    /**
     * Reads lists of ids between commas.
     *
     * @return each once, in the order in which it first stands there
     * @throws NumberFormatException when one is malformed or empty
     */
    static Set<Long> parseAll(List<String> lists) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String list : lists) {
            for (String id : list.split(",", -1)) {
                ids.add(parse(id));
            }
        }
        return ids;
    }
}
