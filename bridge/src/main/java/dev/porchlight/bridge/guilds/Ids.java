package dev.porchlight.bridge.guilds;

import java.util.LinkedHashSet;
import java.util.Set;

/** Snowflakes as a person writes them. */
final class Ids {

    private Ids() {}

    /** @throws NumberFormatException for a word that is no snowflake; empty words are left out */
    static Set<Long> parse(String text) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String word : text.split(",", -1)) {
            if (!word.isBlank()) {
                ids.add(parseOne(word.strip()));
            }
        }
        return ids;
    }

    private static long parseOne(String word) {
        long id = word.matches("[0-9]{1,20}") ? Long.parseUnsignedLong(word) : 0;
        if (id == 0) {
            throw new NumberFormatException("no snowflake");
        }
        return id;
    }
}
