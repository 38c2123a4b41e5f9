package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.home.Signal;
import java.util.List;

/** Which signals a board may ask for in its URL. Immutable. */
final class WatchPolicy {

    static final List<String> DEFAULT = List.of("voice", "voice:guild:*", "voice:channel:*");

    private final List<String> patterns;

    /** @param patterns signals, or the beginning of some with {@code *} behind it */
    WatchPolicy(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    boolean allows(Signal signal) {
        String text = signal.toString();
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                        : text.equals(pattern));
    }
}
