package dev.porchlight.sim.check;

import dev.porchlight.sim.TimeSpan;
import dev.porchlight.sim.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is played to the board, a step a line; what stands behind a {@code #} is for people. Immutable, at most
 * {@value #MOST} steps.
 *
 * <pre>
 *   1                the LED goes on            padded 0           " 0\n": blanks are trimmed
 *   0                the LED goes off           binary 1           to be ignored; so is fragments 1
 *   wait 5s          nothing happens            text hello         to be ignored
 *   ping             answered in time?          pings              does it ping by itself?
 *   close 1001       answered? does it come     big                more than 15 KiB: close 1009?
 *                    back?                      wrong-key          does it check the accept key?
 *   cut              a reset                    loose-connection   and the Connection header?
 *   noauth           the token is refused       silent             does it give a dead server up?
 * </pre>
 */
public final class Script {
    private static final int MOST = 1_000;
    private static final String DANCE = """
            0
            1
            ping
            padded 0
            binary 1
            fragments 1
            text hello
            1
            pings
            close 1001
            big
            noauth
            wrong-key
            loose-connection
            cut
            0
            silent
            1
            0
            """;

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Everything that is checked, once. */
    public static Script dance() {
        return parse(DANCE);
    }

    /**
     * Reads one.
     *
     * @throws UserError naming the line that is wrong
     */
    public static Script parse(String text) {
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String words = line.replaceFirst("#.*", "").strip();
            if (!words.isEmpty()) {
                steps.add(step(words, number));
            }
        }
        if (steps.isEmpty() || steps.size() > MOST) {
            throw UserError.setting("A script has 1 to " + MOST + " steps, this one has " + steps.size() + ".");
        }
        return new Script(steps);
    }

    private static Step step(String words, int number) {
        String[] parts = words.split("\\s+", 2);
        String argument = parts.length == 1 ? "" : parts[1];
        Optional<Step.Kind> kind = Step.Kind.of(parts[0]);
        if (kind.isEmpty()) {
            throw wrong(number, words, "the words are " + Step.Kind.words());
        }
        switch (kind.get()) {
            case WAIT -> TimeSpan.parse("Line " + number + ": wait", argument);
            case PADDED, BINARY, FRAGMENTS -> check(number, words, argument.matches("|0|1"), "it takes 1 or 0");
            case CLOSE -> check(number, words, argument.matches("|1[0-9]{3}|[34][0-9]{3}"), "it takes a close code");
            case TEXT -> check(number, words, isHarmless(argument), "a text is neither empty, a command nor an update");
            default -> check(number, words, argument.isEmpty(), "it stands alone");
        }
        return new Step(kind.get(), argument);
    }

    /** A check must never make a real board flash itself. */
    private static boolean isHarmless(String text) {
        return !text.isEmpty()
                && text.length() <= 1_000
                && !text.startsWith("OTA:")
                && !text.startsWith("{")
                && !text.matches("1|0|OK|NOAUTH");
    }

    private static void check(int number, String words, boolean right, String otherwise) {
        if (!right) {
            throw wrong(number, words, otherwise);
        }
    }

    private static UserError wrong(int number, String words, String why) {
        return UserError.setting("Line " + number + " of the script, " + Findings.quoted(words) + ": " + why + ".");
    }

    List<Step> steps() {
        return steps;
    }
}
