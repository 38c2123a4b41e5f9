package dev.porchlight.hardware;

import java.util.Objects;

/**
 * One light as wired.
 *
 * @param name such as {@code light.porch}; in the journal, in errors and in {@link OutputState}
 * @param activeLow true when the light shines while the line is low
 * @param pwm driven by the hardware PWM of the pin: GPIO12, 13, 18 or 19
 * @param brightness percent of the time that the line is active while on, 1 to 100; below 100 only with PWM
 */
public record LightSpec(String name, Pin pin, boolean activeLow, boolean pwm, int brightness, Safe safe) {

    /** @throws IllegalArgumentException with a sentence for the person who set it */
    public LightSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(pin);
        Objects.requireNonNull(safe);
        if (brightness < 1 || brightness > 100) {
            throw new IllegalArgumentException(name + ": brightness is a percentage from 1 to 100, not " + brightness);
        }
        if (brightness < 100 && !pwm) {
            throw new IllegalArgumentException(
                    name + ": brightness needs \"pwm\" behind the pin, and a pin that has it: " + PwmPins.NAMES);
        }
        if (pwm && !PwmPins.has(pin)) {
            throw new IllegalArgumentException(
                    name + ": " + pin.describe() + " has no hardware PWM; the pins that have: " + PwmPins.NAMES);
        }
    }
}
