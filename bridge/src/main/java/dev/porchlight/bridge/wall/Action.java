package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.settings.Durations;
import dev.porchlight.bridge.settings.Names;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What somebody does by hand, by a button or by the API. Without a time it holds until the output's rule next changes; with
 * one, for that time whatever the rule does, and then the rule decides again.
 */
public sealed interface Action {

    /** The shortest time that {@code for} takes. */
    Duration SHORTEST = Duration.ofSeconds(1);

    /** The longest: thirty days. */
    Duration LONGEST = Duration.ofDays(30);

    /** The other state than the output has now. */
    record Toggle(String output) implements Action {
        @Override
        public String toString() {
            return "toggle " + output;
        }
    }

    /** This state. */
    record Turn(String output, boolean on, Optional<Duration> time) implements Action {
        @Override
        public String toString() {
            return (on ? "on " : "off ") + output + forTime(time);
        }
    }

    /** Every output off. */
    record AllOff(Optional<Duration> time) implements Action {
        @Override
        public String toString() {
            return "all off" + forTime(time);
        }
    }

    /** Each output on for a second in turn, and then all as before. */
    record Test() implements Action {
        @Override
        public String toString() {
            return "test";
        }
    }

    private static String forTime(Optional<Duration> time) {
        return time.map(t -> " for " + Durations.print(t)).orElse("");
    }

    /**
     * Reads {@code toggle X}, {@code on X [for D]}, {@code off X [for D]}, {@code all off [for D]} or a test.
     *
     * @param outputs the names there are, such as {@code light.porch}
     * @throws IllegalArgumentException with a sentence for whoever wrote it
     */
    static Action parse(String written, Collection<String> outputs) {
        List<String> words = List.of(written.strip().split("\\s+"));
        if (words.equals(List.of("test"))) {
            return new Test();
        }
        if (words.size() < 2) {
            throw new IllegalArgumentException("an action: " + FORMS);
        }
        String verb = words.get(0);
        String object = words.get(1);
        List<String> rest = words.subList(2, words.size());
        if (verb.equals("all") && object.equals("off")) {
            return new AllOff(time(rest));
        }
        if (verb.equals("toggle") && rest.isEmpty()) {
            return new Toggle(known(object, outputs));
        }
        if (verb.equals("toggle")) {
            throw new IllegalArgumentException(
                    "toggle takes no time; on " + object + " for 10m and off " + object + " for 10m do");
        }
        if (verb.equals("on") || verb.equals("off")) {
            return new Turn(known(object, outputs), verb.equals("on"), time(rest));
        }
        throw new IllegalArgumentException("an action: " + FORMS);
    }

    /** What can be written. */
    String FORMS = "toggle X, on X, off X, all off or test, with for 10m behind on and off if it is to end by itself";

    /**
     * A time by hand, such as {@code 10m}.
     *
     * @throws IllegalArgumentException with a sentence for whoever wrote it
     */
    static Duration time(String text) {
        try {
            Duration time = Durations.parse(text);
            if (time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(TIME_EXPECTED, e);
        }
        throw new IllegalArgumentException(TIME_EXPECTED);
    }

    /** What a time by hand looks like. */
    String TIME_EXPECTED =
            "a time such as 30s, 10m or 1h, from " + Durations.print(SHORTEST) + " to " + Durations.print(LONGEST);

    private static Optional<Duration> time(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.size() != 2 || !words.get(0).equals("for")) {
            throw new IllegalArgumentException("nothing or for and " + TIME_EXPECTED + " behind it");
        }
        return Optional.of(time(words.get(1)));
    }

    private static String known(String name, Collection<String> outputs) {
        if (outputs.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException("an output that exists; there is no " + name
                + Names.nearest(name, outputs)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(outputs.isEmpty() ? ", nor any other" : ", there are " + String.join(", ", outputs)));
    }
}
