package dev.porchlight.bridge.home;

import java.util.LinkedHashSet;
import java.util.Set;

/** A rule that somebody watches, with its value of now, before any delay. One for each rule. Home loop only. */
final class Fact {

    final Rule rule;
    final Set<Watch> watches = new LinkedHashSet<>();
    Value value = new Value(false, false);

    /** What it depends on; that of a named channel changes with the names. */
    Set<Topic> topics = Set.of();

    Fact(Rule rule) {
        this.rule = rule;
    }

    boolean named() {
        return rule.signals().stream().anyMatch(Signal.InNamedChannel.class::isInstance);
    }
}
