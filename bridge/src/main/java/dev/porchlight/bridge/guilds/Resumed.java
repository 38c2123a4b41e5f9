package dev.porchlight.bridge.guilds;

/** The old session goes on; everything missed has been sent again before this. */
public record Resumed() implements Dispatch {}
