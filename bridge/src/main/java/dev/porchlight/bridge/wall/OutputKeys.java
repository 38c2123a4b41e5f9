package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.RuleSyntaxException;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.hardware.LightSpec;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.RelaySpec;
import dev.porchlight.hardware.Safe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code light.*} and {@code relay.*}. Every key of each is read, also when another is wrong. Starting thread only. */
final class OutputKeys {

    /** One that is told to change more often than once a second is told wrongly. */
    static final int MAX_PER_MINUTE = 60;

    private static final int MOST_PER_MINUTE = 600;

    /** What a relay may do while stale; to blink would wear it out. */
    private enum RelayWhenStale {
        HOLD,
        OFF
    }

    private final Settings settings;
    private final PinUses pins;
    private final List<String> names = new ArrayList<>();
    private final List<OutputSettings> all = new ArrayList<>();
    private final List<LightSpec> lights = new ArrayList<>();
    private final List<RelaySpec> relays = new ArrayList<>();

    OutputKeys(Settings settings, PinUses pins) {
        this.settings = settings;
        this.pins = pins;
    }

    /** The names of all, of those with mistakes too: who mentions one of these makes no second mistake. */
    List<String> names() {
        return names;
    }

    /** Those without a mistake. */
    List<OutputSettings> all() {
        return all;
    }

    List<LightSpec> lights() {
        return lights;
    }

    List<RelaySpec> relays() {
        return relays;
    }

    void read() {
        settings.names(WallSettings.LIGHT, "gpio:17").forEach(this::light);
        settings.names(WallSettings.RELAY, "gpio:27 active-low").forEach(this::relay);
    }

    private void light(String own) {
        String name = WallSettings.LIGHT + own;
        names.add(name);
        Optional<Wiring> wiring = pins.read(name, own, List.of("pwm", "active-low"));
        boolean pwm = wiring.isEmpty() || wiring.get().has("pwm");
        Optional<Rule> when = rule(name + ".when");
        Delays delays = delays(name);
        Pattern pattern = settings.choice(name + ".pattern", Pattern.SOLID);
        requirePwm(name + ".pattern", pattern, pwm);
        List<PatternWhen> patternWhen = patternWhen(name, pwm);
        Optional<Quiet> quiet = quiet(name);
        WhenStale whenStale = settings.choice(name + ".when-stale", WhenStale.HOLD);
        Safe safe = settings.choice(name + ".safe", Safe.OFF);
        int brightness = settings.integer(name + ".brightness", 100, 1, 100);
        if (wiring.isEmpty()) {
            return;
        }
        Wiring w = wiring.get();
        if (fits(name, name, () -> lightSpec(name, w, 100, safe)).isPresent()) {
            fits(name, name + ".brightness", () -> lightSpec(name, w, brightness, safe))
                    .ifPresent(lights::add);
        }
        all.add(new OutputSettings(name, w.pin(), when, delays, pattern, patternWhen, quiet, whenStale, safe));
    }

    private static LightSpec lightSpec(String name, Wiring wiring, int brightness, Safe safe) {
        return new LightSpec(name, wiring.pin(), wiring.has("active-low"), wiring.has("pwm"), brightness, safe);
    }

    private void relay(String own) {
        String name = WallSettings.RELAY + own;
        names.add(name);
        Optional<Wiring> wiring = pins.read(name, own, List.of("active-low"));
        Optional<Rule> when = rule(name + ".when");
        Delays delays = delays(name);
        Optional<Quiet> quiet = quiet(name);
        WhenStale whenStale = settings.choice(name + ".when-stale", RelayWhenStale.HOLD) == RelayWhenStale.OFF
                ? WhenStale.OFF
                : WhenStale.HOLD;
        Safe safe = settings.choice(name + ".safe", Safe.OFF);
        Duration minOn = settings.duration(name + ".min-on", Duration.ZERO, Duration.ZERO, RelaySpec.MAX_REST);
        Duration minOff = settings.duration(name + ".min-off", Duration.ZERO, Duration.ZERO, RelaySpec.MAX_REST);
        int perMinute = settings.integer(name + ".max-per-minute", MAX_PER_MINUTE, 1, MOST_PER_MINUTE);
        if (wiring.isEmpty()) {
            return;
        }
        Wiring w = wiring.get();
        fits(name, name, () -> new RelaySpec(name, w.pin(), w.has("active-low"), minOn, minOff, perMinute, safe))
                .ifPresent(relays::add);
        all.add(new OutputSettings(name, w.pin(), when, delays, Pattern.SOLID, List.of(), quiet, whenStale, safe));
    }

    /** What the hardware takes, else a mistake at that key. Its sentences begin with the name, which stands there already. */
    private <T> Optional<T> fits(String name, String key, Supplier<T> spec) {
        try {
            return Optional.of(spec.get());
        } catch (IllegalArgumentException e) {
            settings.reject(key, "what the pin can do; " + e.getMessage().replace(name + ": ", ""));
            return Optional.empty();
        }
    }

    private Optional<Rule> rule(String key) {
        String text = settings.text(key, "");
        return text.isEmpty() ? Optional.empty() : rule(key, text);
    }

    private Optional<Rule> rule(String key, String text) {
        try {
            return Optional.of(Rule.parse(text));
        } catch (RuleSyntaxException e) {
            settings.reject(
                    key,
                    "a rule; " + e.getMessage() + "\n" + e.caret().indent(10).stripTrailing());
            return Optional.empty();
        }
    }

    private Delays delays(String name) {
        return new Delays(delay(name + ".on-after"), delay(name + ".off-after"));
    }

    private Duration delay(String key) {
        return settings.duration(key, Duration.ZERO, Duration.ZERO, Delays.MAX);
    }

    private Optional<Quiet> quiet(String name) {
        return Optional.ofNullable(
                settings.parsed(name + ".quiet", null, "hours of the day such as 23:00-07:00", Quiet::parse));
    }

    private List<PatternWhen> patternWhen(String name, boolean pwm) {
        List<PatternWhen> states = new ArrayList<>();
        String prefix = name + ".pattern-when.";
        settings.matching(prefix, "").forEach((word, text) -> {
            Optional<Pattern> pattern = Stream.of(Pattern.values())
                    .filter(one -> word(one).equals(word))
                    .findFirst();
            if (pattern.isEmpty()) {
                settings.reject(
                        prefix + word,
                        "a pattern at the key's end, one of "
                                + Stream.of(Pattern.values())
                                        .map(OutputKeys::word)
                                        .collect(Collectors.joining(", ")));
                return;
            }
            requirePwm(prefix + word, pattern.get(), pwm);
            rule(prefix + word, text).ifPresent(rule -> states.add(new PatternWhen(pattern.get(), rule)));
        });
        return List.copyOf(states);
    }

    private void requirePwm(String key, Pattern pattern, boolean pwm) {
        if (pattern == Pattern.BREATHE && !pwm) {
            settings.reject(key, "another pattern, or pwm behind the pin, on a pin that has it; breathe needs it");
        }
    }

    static String word(Pattern pattern) {
        return pattern.name().toLowerCase(Locale.ROOT);
    }
}
