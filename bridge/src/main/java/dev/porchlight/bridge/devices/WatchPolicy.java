package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Signal;
import java.util.List;
import java.util.Optional;

/** Which signals a board may ask for in its URL. Immutable. */
final class WatchPolicy {

    static final List<String> DEFAULT = List.of("voice", "voice:guild:*", "voice:channel:*");

    private final List<String> patterns;

    /** @param patterns signals, or the beginning of some with {@code *} behind it */
    WatchPolicy(List<String> patterns) {
        this.patterns = patterns.stream().map(Signal::fold).toList(); // as signals are written
    }

    /** Whether any signal could ever match; a slip of the finger would otherwise shut boards out without a word. */
    static boolean isPattern(String text) {
        String start = text.endsWith("*") ? text.substring(0, text.length() - 1) : text;
        return Signal.FORMS.stream()
                .anyMatch(form -> form.startsWith(start) || (form.matches(".*[:=]") && start.startsWith(form)));
    }

    /** A signal of the rule that may not be asked for; a rule may be when there is none. */
    Optional<Signal> refused(Rule rule) {
        return rule.signals().stream().filter(signal -> !allows(signal)).findFirst();
    }

    boolean allows(Signal signal) {
        String text = signal.toString();
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                        : text.equals(pattern));
    }
}
