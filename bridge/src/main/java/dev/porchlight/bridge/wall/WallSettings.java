package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.Press;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person sets for the Pi's own pins: {@code light.NAME}, {@code relay.NAME} and {@code button.NAME} with what belongs to
 * each, {@code gpio.provider}, {@code gpio.journal} and {@code hardware.required}.
 *
 * @param board how everything is wired, for the hardware
 * @param outputs when each light and relay is on, in the order of the file, lights first
 * @param buttons what each button does, by its name with its family
 */
public record WallSettings(
        BoardConfig board, List<OutputSettings> outputs, Map<String, Map<Press.Kind, Action>> buttons) {

    static final String LIGHT = "light.";
    static final String RELAY = "relay.";
    static final String BUTTON = "button.";

    public WallSettings {
        outputs = List.copyOf(outputs);
        buttons = Map.copyOf(buttons);
    }

    /** Reads and declares the keys; whatever is wrong is noted in the settings, and left out here. */
    public static WallSettings read(Settings settings) {
        BoardConfig.Provider provider = settings.choice("gpio.provider", BoardConfig.Provider.AUTO);
        Path journal = settings.parsed("gpio.journal", null, "the path of a file", Path::of);
        boolean required = settings.flag("hardware.required", false);
        PinUses pins = new PinUses(settings);
        OutputKeys outputs = new OutputKeys(settings, pins);
        outputs.read();
        ButtonKeys buttons = new ButtonKeys(settings, pins);
        buttons.read(outputs.names());
        BoardConfig board = new BoardConfig(
                provider, required, Optional.ofNullable(journal), outputs.lights(), outputs.relays(), buttons.specs());
        return new WallSettings(board, outputs.all(), buttons.actions());
    }

    /** Every rule by its key, such as {@code light.porch.when}. */
    public Map<String, Rule> rules() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (OutputSettings output : outputs) {
            output.when().ifPresent(rule -> rules.put(output.name() + ".when", rule));
            output.patternWhen()
                    .forEach(state -> rules.put(
                            output.name() + ".pattern-when." + OutputKeys.word(state.pattern()), state.rule()));
        }
        return rules;
    }

    /** Whether some output is dark by the clock, so that it matters what the clock says. */
    public boolean hasQuietHours() {
        return outputs.stream().anyMatch(output -> output.quiet().isPresent());
    }

    /** Whether there is nothing to do, so that no pin, no thread and no library is needed. */
    public boolean isEmpty() {
        return board.isEmpty();
    }
}
