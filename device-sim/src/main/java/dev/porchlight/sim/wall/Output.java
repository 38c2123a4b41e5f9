package dev.porchlight.sim.wall;

/**
 * An output as the bridge's settings have it.
 *
 * @param name e.g. {@code light.porch}
 * @param pin as people call it, e.g. {@code GPIO17}; as it is written when the settings count the header's pins
 * @param rule what it follows, as it is written; "" when nothing is said
 */
public record Output(String name, String pin, String rule) {}
