package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.Rule;
import dev.porchlight.hardware.Pattern;

/** A second state of a light: while the rule is on, the light shows the pattern, whatever its {@code when} says. */
record PatternWhen(Pattern pattern, Rule rule) {}
