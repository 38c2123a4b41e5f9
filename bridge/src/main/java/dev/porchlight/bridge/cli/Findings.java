package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.settings.CannotStart;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} tells, section by section, and what of it a person has to mend. One thread. */
final class Findings {

    private final PrintWriter out;
    private final List<String> toMend = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    Findings(PrintWriter out) {
        this.out = out;
    }

    /** Begins a section and shows it at once: what comes next may take seconds. */
    void section(String title) {
        out.printf("%n%s%n", title);
        out.flush();
    }

    void line(String text) {
        out.println("  " + text);
    }

    /** A line that is also told of at the end, and makes the exit code {@value CannotStart#EXIT_CODE}. */
    void mend(String sentence) {
        line("TO MEND: " + sentence);
        toMend.add(sentence);
    }

    /** Something could not be looked at, for no fault of the settings; the last word says so. */
    void unknown(String what) {
        unknown.add(what);
    }

    /**
     * The last word.
     *
     * @throws CannotStart when there is something to mend
     */
    void conclude() {
        out.println();
        if (toMend.isEmpty()) {
            out.println("Nothing to mend"
                    + (unknown.isEmpty() ? "." : "; not looked at: " + String.join(", ", unknown) + "."));
            out.flush();
            return;
        }
        out.flush();
        String what = toMend.size() == 1 ? "one thing to mend:" : toMend.size() + " things to mend:";
        throw new CannotStart(what + "\n  " + String.join("\n  ", toMend));
    }
}
