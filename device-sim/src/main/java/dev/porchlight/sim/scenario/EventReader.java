package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Arg;
import dev.porchlight.sim.control.Args;
import dev.porchlight.sim.control.Call;
import dev.porchlight.sim.control.DidYouMean;
import dev.porchlight.sim.control.Durations;
import dev.porchlight.sim.control.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the words of a line that makes something happen, or expects it, and knows the names so far. One thread. */
final class EventReader {
    /** Where mistakes go. */
    interface Mistakes {
        /**
         * One more.
         *
         * @param column from 0
         */
        void add(int column, String message);
    }

    /** @param told how the terminal tells it; "" for what is only expected */
    record Read(String told, List<Call> calls) {}

    private final Scope scope = new Scope();
    private final Mistakes mistakes;
    private boolean saidThatThereIsNoGuild;

    EventReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * Empty when it is not understood, which is a mistake then.
     *
     * @param source the line as it is written
     * @param all its words without the time
     */
    Optional<Read> read(String source, List<Token> all) {
        int note = 0;
        while (note < all.size() && !all.get(note).is(Token.NOTE)) {
            note++;
        }
        boolean quietly = all.getFirst().is("quietly");
        List<Token> words = all.subList(quietly ? 1 : 0, note);
        if (words.isEmpty()) {
            mistakes.add(all.getFirst().column(), "nothing happens on this line");
            return Optional.empty();
        }
        Optional<PhraseReader.Found> found = find(words);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean waits = found.get().action().isWaiting();
        if (waits && quietly) {
            mistakes.add(all.getFirst().column(), "what is expected cannot be expected quietly");
        }
        String told = waits ? "" : told(source, all, words, note);
        return Optional.of(new Read(told, calls(found.get(), guildOf(words, found.get()), quietly)));
    }

    /** As it is written, without time and comment, and after a colon what the author adds. */
    private static String told(String source, List<Token> all, List<Token> words, int note) {
        String event = source.substring(all.getFirst().column(), words.getLast().end());
        return note + 1 < all.size() ? event + ": " + Token.text(source, all, note + 1) : event;
    }

    /** The phrase, with or without the words that say in which guild. */
    private Optional<PhraseReader.Found> find(List<Token> words) {
        PhraseReader reader = new PhraseReader(words);
        Optional<PhraseReader.Found> found = reader.find();
        if (found.isEmpty() && saysGuild(words)) {
            found = new PhraseReader(words.subList(0, words.size() - 2))
                    .find()
                    .filter(f -> f.action().arg("guild").isPresent());
        }
        if (found.isEmpty()) {
            int at = reader.stuckAt();
            String first = words.getFirst().text();
            if (at == 0 || !(scope.knows(first) || PhraseReader.firstWords().contains(first))) {
                mistakes.add(words.getFirst().column(), beginning(first));
            } else {
                int end = words.getLast().end();
                mistakes.add(at < words.size() ? words.get(at).column() : end, reader.complaint());
            }
        }
        return found;
    }

    private String beginning(String word) {
        List<String> all = new ArrayList<>(ScenarioParser.DIRECTIVES);
        all.addAll(PhraseReader.firstWords());
        all.addAll(scope.everything());
        return "no line begins with \"" + word + "\""
                + DidYouMean.nearest(word, all)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse(habit(word));
    }

    /** For what people write who know other notations; "" for anything else. */
    private static String habit(String word) {
        if (word.equalsIgnoreCase("wait") || word.equalsIgnoreCase("sleep")) {
            return "; to wait, begin the next line with a time like +5s";
        }
        if (Character.isDigit(word.charAt(0)) || word.startsWith("+")) {
            return "; a time is written 09:30, 09:30:15 or +20m";
        }
        return word.startsWith("//") || word.startsWith(";") ? "; a comment begins with #" : "";
    }

    private static boolean saysGuild(List<Token> words) {
        return words.size() > 2 && words.get(words.size() - 2).is("in");
    }

    private String guildOf(List<Token> words, PhraseReader.Found found) {
        Optional<Arg> guild = found.action().arg("guild").filter(arg -> arg.kind() == Kind.GUILD);
        if (guild.isEmpty()) {
            return scope.guild();
        }
        boolean said = saysGuild(words)
                && found.values().values().stream()
                        .flatMap(List::stream)
                        .noneMatch(value -> value.token().equals(words.getLast()));
        String name = said ? words.getLast().text() : scope.guild();
        if (name.isEmpty()) {
            if (!saidThatThereIsNoGuild) {
                mistakes.add(words.getFirst().column(), "there is no guild yet; begin with a line like: guild Home");
            }
            saidThatThereIsNoGuild = true;
        } else if (said) {
            Optional<String> complaint = scope.complaint(guild.get(), name, "");
            complaint.ifPresent(sentence -> mistakes.add(words.getLast().column(), sentence));
            // What is in a guild that is not there is no second mistake.
            return complaint.isPresent() ? "" : name;
        }
        return name;
    }

    /** One call for each of the names, where there are several. */
    private List<Call> calls(PhraseReader.Found found, String guild, boolean quietly) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(new LinkedHashMap<>(found.phrase().settled()));
        for (Arg arg : found.action().args()) {
            List<PhraseReader.Value> values = found.values().getOrDefault(arg.name(), List.of());
            List<Object> given = values.isEmpty()
                    ? List.of(otherwise(arg, found, guild))
                    : values.stream().map(PhraseReader.Value::value).toList();
            values.forEach(value -> check(arg, value, guild));
            all = cross(all, arg.name(), given);
        }
        return all.stream()
                .map(values -> new Call(found.action(), new Args(values), quietly))
                .toList();
    }

    private static Object otherwise(Arg arg, PhraseReader.Found found, String guild) {
        Object settled = found.phrase().settled().get(arg.name());
        if (settled != null) {
            return settled;
        }
        return arg.kind() == Kind.GUILD ? guild : arg.otherwise();
    }

    private static List<Map<String, Object>> cross(List<Map<String, Object>> all, String name, List<Object> values) {
        List<Map<String, Object>> result = new ArrayList<>();
        for (Object value : values) {
            for (Map<String, Object> one : all) {
                Map<String, Object> with = new LinkedHashMap<>(one);
                with.put(name, value);
                result.add(with);
            }
        }
        return result;
    }

    private void check(Arg arg, PhraseReader.Value value, String guild) {
        if (arg.kind().isName()) {
            scope.complaint(arg, (String) value.value(), arg.name().equals("watch") ? "" : guild)
                    .ifPresent(complaint -> mistakes.add(value.token().column(), complaint));
        }
        if (arg.isTooLong(value.value())) {
            mistakes.add(
                    value.token().column(),
                    "nobody waits that long; " + Durations.write(Duration.ofSeconds(60)) + " is the most");
        }
        arg.kind().introduces().ifPresent(kind -> scope.introduce(kind, (String) value.value(), guild));
    }
}
