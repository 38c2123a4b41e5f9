package dev.porchlight.bridge.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What cannot be a secret: nothing, a placeholder from somebody's example, or several words. */
final class Secrets {

    private static final Set<String> PLACEHOLDERS = Set.of(
            "supersecretstring", "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "todo");
    private static final Pattern TEMPLATE = Pattern.compile("your[_ -].*|<.*>|x{3,}|\\*{3,}|\\.{3,}", Pattern.DOTALL);
    private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

    private Secrets() {}

    /** What is expected instead of this stripped value; empty when it may be a secret. */
    static Optional<String> complaint(String value) {
        if (value.isEmpty()) {
            return Optional.of("a real value; to go without, take the whole line away");
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (PLACEHOLDERS.contains(lower) || TEMPLATE.matcher(lower).matches()) {
            return Optional.of("a real value, not the placeholder of an example");
        }
        return ONE_WORD.matcher(value).matches() ? Optional.empty() : Optional.of("one word, with no blank inside");
    }
}
