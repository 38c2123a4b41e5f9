package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.settings.Settings;

/**
 * How presence is shown.
 *
 * @param root presence.root: what {@code /v1} and {@code /socket} themselves speak, for clients that take only a host; default
 *     {@code tether}
 */
public record PresenceSettings(Root root) {

    /** A surface. */
    public enum Root {
        TETHER,
        LANYARD
    }

    /** Reads and declares the key; whatever is wrong is noted in the settings. */
    public static PresenceSettings read(Settings settings) {
        return new PresenceSettings(settings.choice("presence.root", Root.TETHER));
    }
}
