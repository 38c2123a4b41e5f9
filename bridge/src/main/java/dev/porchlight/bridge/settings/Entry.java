package dev.porchlight.bridge.settings;

/** One value as a person wrote it: the name in their spelling, the value untouched, the place. */
record Entry(String name, String value, Origin origin) {}
