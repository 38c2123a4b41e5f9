package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.Safe;
import java.util.List;
import java.util.Optional;

/**
 * When one light or relay is on; how it is wired stands in the board's own records.
 *
 * @param name with its family, such as {@code light.porch}
 * @param when its rule; without one it is switched by hand alone
 * @param delays of {@code when} alone
 * @param pattern how a light looks while on; solid for a relay
 * @param patternWhen second states, the first that is on counts; none for a relay
 * @param quiet hours without it, unless by hand
 * @param safe how the board begins with it, and how it stays while nothing but a hand switches it
 */
record OutputSettings(
        String name,
        Pin pin,
        Optional<Rule> when,
        Delays delays,
        Pattern pattern,
        List<PatternWhen> patternWhen,
        Optional<Quiet> quiet,
        WhenStale whenStale,
        Safe safe) {

    /** Nothing but a hand switches it. */
    boolean isByHandAlone() {
        return when.isEmpty() && patternWhen.isEmpty();
    }

    boolean isLight() {
        return name.startsWith(WallSettings.LIGHT);
    }
}
