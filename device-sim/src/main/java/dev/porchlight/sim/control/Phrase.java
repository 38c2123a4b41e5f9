package dev.porchlight.sim.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a scenario says an action: words, of which some stand for arguments.
 *
 * <pre>
 *   {user,} join|joins {channel} [after {time}]
 *     │       │          │         └ may be left out
 *     │       │          └ one name
 *     │       └ either word
 *     └ one or several, separated by commas or "and": the action is done for each
 * </pre>
 *
 * @param pattern the words
 * @param settled arguments that this way of saying it settles, by name
 */
public record Phrase(List<Word> pattern, Map<String, Object> settled) {
    /** One word of a phrase: alternatives to be written as they are, or the argument it stands for. */
    public record Word(List<String> literals, Optional<String> argument, boolean several) {
        static Word of(String written) {
            if (!written.startsWith("{")) {
                return new Word(Arrays.asList(written.split("\\|")), Optional.empty(), false);
            }
            boolean several = written.endsWith(",}");
            String name = written.substring(1, written.length() - (several ? 2 : 1));
            return new Word(List.of(), Optional.of(name), several);
        }

        /** What may stand there, in words. */
        public String words() {
            return argument.map(name -> "<" + name + ">").orElseGet(() -> String.join(" or ", literals));
        }
    }

    public Phrase {
        pattern = List.copyOf(pattern);
        settled = Map.copyOf(settled);
    }

    /** Everything that a template with its optional part allows. */
    static List<Phrase> all(String template, Object... settled) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < settled.length; i += 2) {
            values.put((String) settled[i], settled[i + 1]);
        }
        List<Phrase> phrases = new ArrayList<>();
        int open = template.indexOf('[');
        if (open >= 0) {
            int close = template.indexOf(']', open);
            String rest = template.substring(close + 1);
            phrases.addAll(all(template.substring(0, open) + template.substring(open + 1, close) + rest, settled));
            phrases.addAll(all(template.substring(0, open) + rest, settled));
            return phrases;
        }
        List<Word> words =
                Arrays.stream(template.strip().split(" +")).map(Word::of).toList();
        return List.of(new Phrase(words, values));
    }

    @Override
    public String toString() {
        return String.join(" ", pattern.stream().map(Phrase::written).toList());
    }

    private static String written(Word word) {
        return word.argument()
                .map(name -> "<" + name + (word.several() ? ", …" : "") + ">")
                .orElseGet(() -> word.literals().getFirst());
    }
}
