package dev.porchlight.sim.soak;

import java.time.Duration;
import java.util.List;

/**
 * What happens up to the next quiet moment.
 *
 * @param number from 1
 * @param lasts in which all steps happen
 * @param steps in the order of their times
 * @param thenAway whether the quiet moment is followed by one without Discord
 */
record Turbulence(int number, Duration lasts, List<Step> steps, boolean thenAway) {
    Turbulence {
        steps = List.copyOf(steps);
    }
}
