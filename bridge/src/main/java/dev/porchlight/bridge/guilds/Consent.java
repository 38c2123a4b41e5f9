package dev.porchlight.bridge.guilds;

/** What a person has said about being seen. */
public enum Consent {
    /** Nothing: what {@code presence.users} says goes. */
    NONE,
    IN,
    /** Appears nowhere. */
    OUT
}
