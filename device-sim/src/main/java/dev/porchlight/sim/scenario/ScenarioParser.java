package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    /** The words that are about the playing and not about the world. */
    static final List<String> DIRECTIVES = List.of("speed", "rounds", "repeat", "end", "say");

    /** A repeat whose end has not come yet. */
    private record Block(int line, Duration gap, int times, List<Step> steps) {}

    private final String name;
    private final String[] lines;
    private final EventReader events = new EventReader((column, message) -> mistake(column, message));
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
        if (all.getLast().isUnclosed(lines[number - 1])) {
            mistake(all.getLast(), "this quote has no end");
            return;
        }
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
            Duration after = gap;
            events.read(lines[number - 1], tokens).ifPresent(read -> happens(after, read));
        }
    }

    private void directive(List<Token> tokens, Duration gap, boolean timed) {
        Token first = tokens.getFirst();
        if (timed && !first.is("say")) {
            mistake(first, first.text() + " takes no time before it");
        } else if (first.is("say")) {
            int from = tokens.size() == 1 ? -1 : tokens.get(1).column();
            add(new Step.Event(number, gap, from < 0 ? "" : Token.text(lines[number - 1], tokens, 1), List.of()));
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

    private void happens(Duration gap, EventReader.Read read) {
        if (begun) {
            add(new Step.Event(number, gap, read.told(), read.calls()));
        } else {
            setUp.addAll(read.calls());
        }
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
