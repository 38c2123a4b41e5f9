package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Action;
import dev.porchlight.sim.control.Actions;
import dev.porchlight.sim.control.Arg;
import dev.porchlight.sim.control.DidYouMean;
import dev.porchlight.sim.control.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the phrase that some words are. When there is none, knows how far the nearest ones went and what they wanted there. */
final class PhraseReader {
    /** A value with the word it came from. */
    record Value(Object value, Token token) {}

    /** @param values one or several for each argument */
    record Found(Action action, Phrase phrase, Map<String, List<Value>> values) {}

    private final List<Token> tokens;
    private int furthest = -1;
    private final Set<String> wantedWords = new LinkedHashSet<>();
    private final Set<String> wantedValues = new LinkedHashSet<>();

    PhraseReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The words, other than names, that a line may begin with. */
    static Set<String> firstWords() {
        Set<String> words = new LinkedHashSet<>();
        for (Action action : Actions.all()) {
            action.phrases()
                    .forEach(phrase -> words.addAll(phrase.pattern().getFirst().literals()));
        }
        return words;
    }

    Optional<Found> find() {
        for (Action action : Actions.all()) {
            for (Phrase phrase : action.phrases()) {
                Map<String, List<Value>> values = new LinkedHashMap<>();
                if (fits(action, phrase, values)) {
                    return Optional.of(new Found(action, phrase, values));
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(Action action, Phrase phrase, Map<String, List<Value>> values) {
        int at = 0;
        for (Phrase.Word word : phrase.pattern()) {
            if (word.argument().isEmpty()) {
                if (at == tokens.size() || word.literals().stream().noneMatch(tokens.get(at)::is)) {
                    return stuck(at, wantedWords, word.literals());
                }
                at++;
                continue;
            }
            Arg arg = action.arg(word.argument().get()).orElseThrow();
            List<Value> given = new ArrayList<>();
            do {
                if (at == tokens.size() || tokens.get(at).isSeparator()) {
                    return stuck(at, wantedValues, List.of(arg.words()));
                }
                Optional<Object> value = arg.fromWord(tokens.get(at).text());
                if (value.isEmpty()) {
                    return stuck(at, wantedValues, List.of(arg.words()));
                }
                given.add(new Value(value.get(), tokens.get(at++)));
            } while (word.several() && at < tokens.size() && tokens.get(at).isSeparator() && ++at > 0);
            values.put(arg.name(), given);
        }
        return at == tokens.size() || stuck(at, wantedWords, List.of());
    }

    private boolean stuck(int at, Set<String> wanted, List<String> words) {
        if (at > furthest) {
            furthest = at;
            wantedWords.clear();
            wantedValues.clear();
        }
        if (at == furthest) {
            wanted.addAll(words);
        }
        return false;
    }

    /** The word at which nothing fitted any more; the end of the line when all was well so far. */
    int stuckAt() {
        return furthest;
    }

    /** What would have been understood there. */
    String complaint() {
        List<String> words = List.copyOf(wantedWords);
        if (furthest >= tokens.size()) {
            String wanted = String.join(", ", wantedValues.isEmpty() ? words : List.copyOf(wantedValues));
            return "something is missing here: " + wanted;
        }
        String written = tokens.get(furthest).text();
        if (words.isEmpty() && !wantedValues.isEmpty()) {
            return "\"" + written + "\" has to be " + String.join(" or ", wantedValues);
        }
        String habit = habit(written);
        if (words.isEmpty() || !habit.isEmpty()) {
            return "\"" + written + "\" is too much" + habit;
        }
        return "\"" + written + "\" is not understood here"
                + DidYouMean.nearest(written, words)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse(words.size() > 20 ? "" : "; it could be " + String.join(", ", words));
    }

    private static String habit(String written) {
        if (written.equals("-")) {
            return "; what is told besides comes after --";
        }
        return written.startsWith("//") || written.startsWith(";") ? "; a comment begins with #" : "";
    }
}
