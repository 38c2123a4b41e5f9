package dev.porchlight.bridge.wall;

import dev.porchlight.hardware.Pin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands behind the name of a light, a relay or a button: a pin and, in any order, words on how it is wired, as in
 * {@code gpio:27 active-low}.
 */
record Wiring(Pin pin, Set<String> words) {

    /**
     * Reads it.
     *
     * @param words that may follow; one that ends with a colon stands for all that begin with it
     * @throws IllegalArgumentException with a sentence for whoever wrote it
     */
    static Wiring parse(String text, List<String> words) {
        List<String> parts = List.of(text.strip().split("\\s+"));
        Pin pin = pinOf(parts.getFirst());
        Set<String> seen = new HashSet<>();
        for (String part : parts.subList(1, parts.size())) {
            String known = words.stream()
                    .filter(word -> is(part, word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a pin, and behind it nothing or some of: " + String.join(", ", words)));
            if (words.stream().anyMatch(other -> contradicts(other, known) && has(seen, other)) || has(seen, known)) {
                throw new IllegalArgumentException("one of a kind behind the pin; " + part + " is one too many");
            }
            seen.add(part);
        }
        return new Wiring(pin, seen);
    }

    private static Pin pinOf(String text) {
        try {
            return Pin.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a pin; " + e.getMessage(), e);
        }
    }

    private static boolean contradicts(String one, String other) {
        return one.contains("pull") && other.contains("pull");
    }

    private static boolean has(Set<String> seen, String word) {
        return seen.stream().anyMatch(part -> is(part, word));
    }

    private static boolean is(String part, String word) {
        return word.endsWith(":") ? part.startsWith(word) : part.equals(word);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** What follows {@code word}, which ends with a colon; the fallback when it is not there. */
    String after(String word, String fallback) {
        return words.stream()
                .filter(part -> part.startsWith(word))
                .map(part -> part.substring(word.length()))
                .findFirst()
                .orElse(fallback);
    }
}
