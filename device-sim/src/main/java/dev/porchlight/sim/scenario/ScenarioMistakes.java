package dev.porchlight.sim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with a scenario, at once; the message shows each place with a caret below it. */
public final class ScenarioMistakes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is shown of them; who has more has written something else. */
    private static final int SHOWN = 20;

    /**
     * One mistake.
     *
     * @param line from 1
     * @param column from 1
     * @param source the line as it is written
     */
    public record One(int line, int column, String source, String message) {
        String shown(String file) {
            String indented = source.replace('\t', ' ');
            return "%s:%d: %s%n    %s%n    %s^"
                    .formatted(file, line, message, indented, " ".repeat(Math.max(0, column - 1)));
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
