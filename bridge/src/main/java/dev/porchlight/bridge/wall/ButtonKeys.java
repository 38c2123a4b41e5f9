package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.settings.Durations;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.hardware.ButtonSpec;
import dev.porchlight.hardware.Press;
import dev.porchlight.hardware.Pull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code button.*}. Starting thread only. */
final class ButtonKeys {

    private static final String DEBOUNCE = "debounce:";

    /** Longer than a contact bounces, shorter than a finger takes. */
    private static final String DEBOUNCE_DEFAULT = "30ms";

    private static final Duration HOLD_TIME = Duration.ofMillis(800);

    private final Settings settings;
    private final PinUses pins;
    private final List<ButtonSpec> specs = new ArrayList<>();
    private final Map<String, Map<Press.Kind, Action>> actions = new HashMap<>();

    ButtonKeys(Settings settings, PinUses pins) {
        this.settings = settings;
        this.pins = pins;
    }

    List<ButtonSpec> specs() {
        return specs;
    }

    Map<String, Map<Press.Kind, Action>> actions() {
        return actions;
    }

    /** @param outputs that actions may name */
    void read(Collection<String> outputs) {
        settings.names(WallSettings.BUTTON, "gpio:22 pull-up").forEach(own -> button(own, outputs));
    }

    private void button(String own, Collection<String> outputs) {
        String name = WallSettings.BUTTON + own;
        Optional<Wiring> wiring = pins.read(name, own, List.of("pull-up", "pull-down", "no-pull", DEBOUNCE));
        Map<Press.Kind, Action> does = new EnumMap<>(Press.Kind.class);
        for (Press.Kind kind : Press.Kind.values()) {
            action(key(name, kind), outputs).ifPresent(action -> does.put(kind, action));
        }
        Duration holdTime =
                settings.duration(name + ".hold-time", HOLD_TIME, Duration.ofMillis(100), Duration.ofSeconds(30));
        if (wiring.isEmpty()) {
            return;
        }
        if (Stream.of(Press.Kind.values()).noneMatch(kind -> settings.present(key(name, kind)))) {
            settings.warn(name + " does nothing: " + name + ".press = toggle " + example(outputs) + " would");
        }
        Wiring w = wiring.get();
        try {
            Duration debounce = Durations.parse(w.after(DEBOUNCE, DEBOUNCE_DEFAULT));
            specs.add(new ButtonSpec(name, w.pin(), pull(w), debounce, holdTime, does.keySet()));
            actions.put(name, does);
        } catch (IllegalArgumentException e) {
            settings.reject(name, "a time from 1ms to 1s behind debounce:, such as debounce:30ms");
        }
    }

    private static String key(String name, Press.Kind kind) {
        return name + "." + kind.name().toLowerCase(Locale.ROOT);
    }

    private static String example(Collection<String> outputs) {
        return outputs.stream().findFirst().orElse("light.porch");
    }

    private static Pull pull(Wiring wiring) {
        if (wiring.has("pull-down")) {
            return Pull.DOWN;
        }
        return wiring.has("no-pull") ? Pull.OFF : Pull.UP;
    }

    private Optional<Action> action(String key, Collection<String> outputs) {
        String text = settings.text(key, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Action.parse(text, outputs));
        } catch (IllegalArgumentException e) {
            settings.reject(key, e.getMessage());
            return Optional.empty();
        }
    }
}
