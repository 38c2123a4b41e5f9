package dev.porchlight.bridge.guilds;

/** What {@code presence.hide} keeps out: dropped as it arrives, kept nowhere. */
public enum Hidden {
    /** Every activity, the two below among them. */
    ACTIVITIES,
    CUSTOM_STATUS,
    /** What they listen to on Spotify. */
    SPOTIFY,
    /** On which platforms they are. */
    CLIENTS,
    /** The guild tag beside the name. */
    TAG
}
