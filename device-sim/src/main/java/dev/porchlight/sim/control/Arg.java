package dev.porchlight.sim.control;

import java.util.List;

/**
 * An argument of an action.
 *
 * @param otherwise its value when it is left out; null for one that has to be given
 * @param choices the words it has to be one of; empty when it is free
 */
public record Arg(String name, Kind kind, Object otherwise, List<String> choices) {
    public Arg {
        choices = List.copyOf(choices);
    }

    /** What it has to be, in words. */
    public String words() {
        return choices.isEmpty() ? kind.words() : "one of " + String.join(", ", choices);
    }

    boolean isRequired() {
        return otherwise == null;
    }
}
