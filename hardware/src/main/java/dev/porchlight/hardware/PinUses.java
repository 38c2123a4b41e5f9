package dev.porchlight.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which name of the settings uses which pin, and that no two use the same. */
final class PinUses {

    private PinUses() {}

    /** One pin and the name that uses it. */
    record Use(Pin pin, String name, boolean pwm) {}

    static List<Use> of(BoardConfig config) {
        List<Use> uses = new ArrayList<>();
        config.lights().forEach(light -> uses.add(new Use(light.pin(), light.name(), light.pwm())));
        config.relays().forEach(relay -> uses.add(new Use(relay.pin(), relay.name(), false)));
        config.buttons().forEach(button -> uses.add(new Use(button.pin(), button.name(), false)));
        return uses;
    }

    /** @throws HardwareException naming both uses of a pin, or both owners of a name */
    static void check(BoardConfig config) throws HardwareException {
        Map<Pin, String> pins = new HashMap<>();
        Map<String, Pin> names = new HashMap<>();
        for (Use use : of(config)) {
            String other = pins.putIfAbsent(use.pin(), use.name());
            if (other != null) {
                throw new HardwareException(
                        use.pin().describe() + " is used twice, by " + other + " and by " + use.name());
            }
            Pin another = names.putIfAbsent(use.name(), use.pin());
            if (another != null) {
                throw new HardwareException(use.name() + " is set twice, on " + another.describe() + " and on "
                        + use.pin().describe());
            }
        }
    }
}
