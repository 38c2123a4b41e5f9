package dev.porchlight.sim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a scenario, at once; the message shows each place with a caret below it. */
public final class ScenarioMistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is shown of them; who has more has written something else. */
    private static final int SHOWN = 20;

    /** Characters of a line and of a message that are shown; those before the caret, when the line is longer. */
    private static final int WIDTH = 160;

    private static final int BEFORE = 100;
    private static final int LONGEST = 400;

    /**
     * One mistake.
     *
     * @param line from 1
     * @param column from 1
     * @param source the line as it is written
     */
    public record One(int line, int column, String source, String message) {
        String shown(String file) {
            int from = Math.max(0, column - 1 - BEFORE);
            String cut = source.substring(from, Math.min(source.length(), from + WIDTH));
            return "%s:%d: %s%n    %s%n    %s^"
                    .formatted(
                            file,
                            line,
                            fit(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message),
                            fit(cut),
                            " ".repeat(Math.max(0, column - 1 - from)));
        }

        /** Without control characters, which a terminal would obey. */
        private static String fit(String text) {
            return text.replace('\t', ' ').replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "?");
        }
    }

    private final transient List<One> mistakes;

    ScenarioMistakes(String file, List<One> mistakes) {
        super(message(file, mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    private static String message(String file, List<One> mistakes) {
        String shown =
                mistakes.stream().limit(SHOWN).map(one -> one.shown(file)).collect(Collectors.joining("\n"));
        return mistakes.size() > SHOWN ? shown + "\nand " + (mistakes.size() - SHOWN) + " more" : shown;
    }

    /** In the order of their lines. */
    public List<One> all() {
        return mistakes;
    }
}
