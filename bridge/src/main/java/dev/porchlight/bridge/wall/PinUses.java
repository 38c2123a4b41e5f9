package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.hardware.Pin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads what stands behind the names, and sees to it that each pin has one use. Starting thread only. */
final class PinUses {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Settings settings;
    private final Map<Pin, String> userByPin = new TreeMap<>();

    PinUses(Settings settings) {
        this.settings = settings;
    }

    /**
     * What stands behind {@code family + name}; empty, and a mistake is noted, when it cannot be used.
     *
     * @param words that may follow the pin, see {@link Wiring#parse}
     */
    Optional<Wiring> read(String key, String name, List<String> words) {
        String text = settings.text(key, "");
        if (!NAME.matcher(name).matches()) {
            settings.reject(key, "a name of at most 32 small letters a to z, digits and -");
            return Optional.empty();
        }
        try {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a pin, such as gpio:17");
            }
            Wiring wiring = Wiring.parse(text, words);
            String other = userByPin.putIfAbsent(wiring.pin(), key);
            if (other != null) {
                settings.reject(
                        key, "a pin of its own; " + wiring.pin().describe() + " is used by " + other + " already");
            }
            return Optional.of(wiring);
        } catch (IllegalArgumentException e) {
            settings.reject(key, e.getMessage());
            return Optional.empty();
        }
    }
}
