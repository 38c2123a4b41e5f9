package dev.porchlight.sim.discord;

import java.util.Locale;

/** Where someone uses Discord: a key of {@code client_status}. */
public enum SimPlatform {
    DESKTOP,
    MOBILE,
    WEB,
    EMBEDDED,
    VR;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
