package dev.porchlight.hardware;

import java.util.Optional;

/**
 * What one output shows now.
 *
 * @param name such as {@code light.porch}
 * @param on what is driven, which may lag behind the wish of a protected relay; a blinking light is on in its dark halves too
 * @param pattern {@link Pattern#SOLID} for a relay
 * @param degraded why the pin cannot be driven, for people; empty when all is well
 */
public record OutputState(String name, Pin pin, boolean on, Pattern pattern, Optional<String> degraded) {}
