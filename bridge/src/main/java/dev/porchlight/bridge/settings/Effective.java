package dev.porchlight.bridge.settings;

/**
 * One line of the effective configuration, ready to be shown.
 *
 * @param key the dotted key
 * @param name the same key in the environment; empty for keys that only the file knows
 * @param value what applies, secrets masked; {@code (not set)} when nothing does
 * @param origin where it comes from
 */
public record Effective(String key, String name, String value, Origin origin) {}
