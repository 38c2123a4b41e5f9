package dev.porchlight.sim.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** What JSON says as this argument; empty when it cannot be it. */
    Optional<Object> fromJson(Object value) {
        return kind.fromJson(value).flatMap(this::chosen);
    }

    /** What a word of a scenario says as this argument; empty when it cannot be it. */
    public Optional<Object> fromWord(String word) {
        return kind.fromWord(word).flatMap(this::chosen);
    }

    private Optional<Object> chosen(Object value) {
        return choices.isEmpty()
                ? Optional.of(value)
                : choices.stream()
                        .filter(choice -> choice.equalsIgnoreCase(String.valueOf(value)))
                        .map(choice -> (Object) choice)
                        .findFirst();
    }

    /** Whether this is a wait that nobody should wait for. */
    public boolean isTooLong(Object value) {
        return value instanceof Duration wait
                && (name.equals("within") || name.equals("for"))
                && wait.compareTo(Action.MAX_DEADLINE) > 0;
    }

    /** Whether it has to be given. */
    public boolean isRequired() {
        return otherwise == null;
    }
}
