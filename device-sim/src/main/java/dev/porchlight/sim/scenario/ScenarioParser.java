package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Arg;
import dev.porchlight.sim.control.Args;
import dev.porchlight.sim.control.Call;
import dev.porchlight.sim.control.DidYouMean;
import dev.porchlight.sim.control.Durations;
import dev.porchlight.sim.control.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a scenario line by line and goes on after a mistake, so that all of them are told at once. One thread, one use.
 *
 * <pre>
 *   SET-UP ──first line with a time, say, expect or repeat──▶ DAY ──repeat──▶ in a block ──end──▶ DAY
 * </pre>
 */
final class ScenarioParser {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TIMES = 1_000_000;
    private static final List<String> DIRECTIVES = List.of("speed", "rounds", "repeat", "end", "say");

    /** A repeat whose end has not come yet. */
    private record Block(int line, Duration gap, int times, List<Step> steps) {}

    private final String name;
    private final String[] lines;
    private final Scope scope = new Scope();
    private final DayClock clock = new DayClock();
    private final List<ScenarioMistakes.One> mistakes = new ArrayList<>();
    private final List<Call> setUp = new ArrayList<>();
    private final List<Step> day = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private boolean begun;
    private double speed = 1;
    private int rounds = 1;
    private int number;

    ScenarioParser(String name, String text) {
        this.name = name;
        this.lines = text.split("\r?\n", -1);
    }

    Scenario parse() {
        for (number = 1; number <= lines.length; number++) {
            List<Token> tokens = Token.of(lines[number - 1]);
            if (!tokens.isEmpty()) {
                line(tokens);
            }
        }
        blocks.forEach(open -> mistake(open.line(), 0, "this repeat has no end"));
        if (day.isEmpty() && mistakes.isEmpty()) {
            number = lines.length;
            mistake(0, "nothing happens: write a line with a time, like 09:30 alice joins lounge");
        }
        if (!mistakes.isEmpty()) {
            throw new ScenarioMistakes(name, mistakes);
        }
        return new Scenario(name, setUp, day, speed, rounds);
    }

    private void line(List<Token> all) {
        Optional<DayClock.Time> time = DayClock.read(all.getFirst());
        List<Token> tokens = time.isPresent() ? all.subList(1, all.size()) : all;
        Duration gap = Duration.ZERO;
        if (time.isPresent()) {
            begun = true;
            try {
                gap = clock.gapTo(time.get(), !blocks.isEmpty());
            } catch (IllegalArgumentException e) {
                mistake(all.getFirst(), e.getMessage());
            }
        }
        if (tokens.isEmpty()) {
            mistake(all.getLast(), "nothing happens at this time");
            return;
        }
        Token first = tokens.getFirst();
        if (first.is("expect") || first.is("repeat") || first.is("say")) {
            begun = true;
        }
        if (DIRECTIVES.stream().anyMatch(first::is)) {
            directive(tokens, gap, time.isPresent());
        } else {
            event(tokens, gap);
        }
    }

    private void directive(List<Token> tokens, Duration gap, boolean timed) {
        Token first = tokens.getFirst();
        if (timed && !first.is("say")) {
            mistake(first, first.text() + " takes no time before it");
        } else if (first.is("say")) {
            int from = tokens.size() == 1 ? -1 : tokens.get(1).column();
            add(new Step.Event(number, gap, from < 0 ? "" : textFrom(tokens, 1), List.of()));
        } else if (first.is("speed")) {
            setting(tokens, "a number above 0, like 600", word -> speed = positive(word));
        } else if (first.is("rounds")) {
            setting(tokens, "a number, or forever", word -> rounds = word.equals("forever") ? 0 : times(word));
        } else if (first.is("repeat")) {
            int[] n = {1};
            setting(tokens, "how often, like repeat 3", word -> n[0] = times(word));
            if (blocks.size() == MAX_DEPTH) {
                mistake(first, "more than " + MAX_DEPTH + " repeats inside each other");
            }
            blocks.push(new Block(number, gap, n[0], new ArrayList<>()));
        } else if (blocks.isEmpty()) {
            mistake(first, "there is no repeat that this could end");
        } else {
            Block block = blocks.pop();
            add(new Step.Repeat(block.line(), block.gap(), block.times(), block.steps()));
        }
    }

    private void setting(List<Token> tokens, String wanted, Consumer<String> take) {
        boolean times = tokens.size() == 3 && tokens.get(2).is("times");
        if (tokens.size() != 2 && !times) {
            mistake(tokens.getLast(), tokens.getFirst().text() + " takes " + wanted);
            return;
        }
        try {
            take.accept(tokens.get(1).text());
        } catch (IllegalArgumentException e) {
            mistake(tokens.get(1), tokens.getFirst().text() + " takes " + wanted);
        }
    }

    private static double positive(String word) {
        double n = Double.parseDouble(word);
        if (!(n > 0 && n <= MAX_TIMES)) {
            throw new IllegalArgumentException(word);
        }
        return n;
    }

    private static int times(String word) {
        int n = Integer.parseInt(word);
        if (n < 1 || n > MAX_TIMES) {
            throw new IllegalArgumentException(word);
        }
        return n;
    }

    private void event(List<Token> all, Duration gap) {
        int note = 0;
        while (note < all.size() && !all.get(note).is(Token.NOTE)) {
            note++;
        }
        boolean quietly = all.getFirst().is("quietly");
        List<Token> words = all.subList(quietly ? 1 : 0, note);
        if (words.isEmpty()) {
            mistake(all.getFirst(), "nothing happens on this line");
            return;
        }
        Optional<PhraseReader.Found> found = find(words);
        if (found.isEmpty()) {
            return;
        }
        String told = found.get().action().isWaiting() ? "" : told(all, words, note);
        List<Call> calls = calls(found.get(), guildOf(words, found.get()), quietly);
        if (begun) {
            add(new Step.Event(number, gap, told, calls));
        } else {
            setUp.addAll(calls);
        }
    }

    /** As it is written, without time and comment, and after a colon what the author adds. */
    private String told(List<Token> all, List<Token> words, int note) {
        String event = lines[number - 1].substring(
                all.getFirst().column(), words.getLast().end());
        return note + 1 < all.size() ? event + ": " + textFrom(all, note + 1) : event;
    }

    private String textFrom(List<Token> tokens, int from) {
        if (tokens.get(from).quoted() && from == tokens.size() - 1) {
            return tokens.get(from).text();
        }
        return lines[number - 1].substring(
                tokens.get(from).column(), tokens.getLast().end());
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
                mistake(words.getFirst(), beginning(first));
            } else {
                int end = words.getLast().end();
                mistake(at < words.size() ? words.get(at).column() : end, reader.complaint());
            }
        }
        return found;
    }

    private String beginning(String word) {
        List<String> all = new ArrayList<>(DIRECTIVES);
        all.addAll(PhraseReader.firstWords());
        all.addAll(scope.everything());
        return "no line begins with \"" + word + "\""
                + DidYouMean.nearest(word, all)
                        .map(meant -> "; did you mean " + meant + "?")
                        .orElse("");
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
            mistake(words.getFirst(), "there is no guild yet; begin with a line like: guild Home");
        } else if (said) {
            Optional<String> complaint = scope.complaint(guild.get(), name, "");
            complaint.ifPresent(sentence -> mistake(words.getLast(), sentence));
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
                    .ifPresent(complaint -> mistake(value.token(), complaint));
        }
        if (arg.isTooLong(value.value())) {
            mistake(
                    value.token(),
                    "nobody waits that long; " + Durations.write(Duration.ofSeconds(60)) + " is the most");
        }
        arg.kind().introduces().ifPresent(kind -> scope.introduce(kind, (String) value.value(), guild));
    }

    private void add(Step step) {
        begun = true;
        (blocks.isEmpty() ? day : blocks.peek().steps()).add(step);
    }

    private void mistake(Token at, String message) {
        mistake(at.column(), message);
    }

    private void mistake(int column, String message) {
        mistake(number, column, message);
    }

    private void mistake(int line, int column, String message) {
        mistakes.add(new ScenarioMistakes.One(line, column + 1, lines[line - 1], message));
    }
}
