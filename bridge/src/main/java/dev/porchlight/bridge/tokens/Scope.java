package dev.porchlight.bridge.tokens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token opens. */
public enum Scope {
    /** The wall by hand, and whatever else changes what the bridge does. */
    ADMIN;

    /** As people and files write it, e.g. {@code admin}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is no scope. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }

    /** All of them, for a sentence: {@code admin, gateway}. */
    public static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
