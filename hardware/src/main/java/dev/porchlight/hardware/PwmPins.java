package dev.porchlight.hardware;

import java.util.Set;

/** Where the 40-pin header has hardware PWM. Source: the GPIO tables of BCM2835, BCM2711 and RP1, by Raspberry Pi. */
final class PwmPins {

    static final String NAMES = "GPIO12 (pin 32), GPIO13 (pin 33), GPIO18 (pin 12), GPIO19 (pin 35)";
    private static final Set<Integer> BCM = Set.of(12, 13, 18, 19);

    private PwmPins() {}

    static boolean has(Pin pin) {
        return BCM.contains(pin.bcm());
    }
}
