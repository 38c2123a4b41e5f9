package dev.porchlight.bridge.wall;

import dev.porchlight.hardware.Look;
import java.time.Instant;
import java.util.Optional;

/**
 * One output as it is to be, at one moment.
 *
 * @param shown what its pin has been told
 * @param rule the text of its {@code when}; empty when it has none
 * @param ruleOn the rule's value, or the last one known
 * @param stale nobody vouches for that value
 * @param byHand somebody has switched it, and the rule does not count for now
 * @param until when that ends; empty when it ends with the rule's next change
 */
record OutputView(
        String name,
        Look shown,
        Optional<String> rule,
        boolean ruleOn,
        boolean stale,
        boolean byHand,
        Optional<Instant> until) {}
