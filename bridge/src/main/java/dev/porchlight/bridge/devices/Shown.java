package dev.porchlight.bridge.devices;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.bridge.home.Signal;
import dev.porchlight.bridge.settings.Durations;
import java.time.Duration;

/**
 * What a board shows; boards that show the same share a group.
 *
 * @param offAfter how long the rule has to be off before the board goes dark, zero to 24 hours
 */
record Shown(Rule rule, Duration offAfter) {

    /** Of a board that asks for nothing. */
    static final Rule VOICE = Rule.of(new Signal.People(1));

    Delays delays() {
        return offAfter.isZero() ? Delays.NONE : new Delays(Duration.ZERO, offAfter);
    }

    /** As in the log: the rule, and the delay where there is one. */
    @Override
    public String toString() {
        return offAfter.isZero() ? rule.toString() : rule + " off-after " + Durations.print(offAfter);
    }
}
