package dev.porchlight.sim.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Owns the terminal: one line an event, from any thread. Says nothing any more once it is silenced.
 *
 * <p>It may have a foot, some lines that stay at the bottom while the others scroll above them, and that are drawn again in
 * place. Invariant: between two calls the cursor is at the beginning of the line below the foot.
 */
final class Narrator {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** To the end of the line; the cursor stays. */
    private static final String CLEAR = "\033[K";
    /** A line longer than the terminal is cut there: one that went on below would count as two. */
    private static final String NO_WRAP = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final PrintWriter out;
    private final Clock clock;
    private Supplier<List<String>> foot = List::of;
    private List<String> drawn = List.of();
    private boolean silent;

    Narrator(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Has these lines at the bottom from now on. For a terminal that understands ANSI X3.64 and has rows for them.
     *
     * @param lines what they are now, as many at each time
     */
    synchronized void stand(Supplier<List<String>> lines) {
        foot = lines;
        refresh();
    }

    /** A line of its own, without the time. */
    synchronized void say(String line) {
        if (silent) {
            return;
        }
        if (drawn.isEmpty()) {
            out.println(line);
        } else {
            out.print(toTheTop() + line + CLEAR + System.lineSeparator());
            draw(foot.get());
        }
        out.flush();
    }

    /** An event: when, who (Discord, a board or a pin), what. */
    void event(String who, String what) {
        say("%s  %-9s %s".formatted(TIME.format(LocalTime.now(clock)), who, what));
    }

    /** Draws the foot again, if it is another one by now. */
    synchronized void refresh() {
        List<String> lines = foot.get();
        if (!silent && !lines.equals(drawn)) {
            out.print(drawn.isEmpty() ? "" : toTheTop());
            draw(lines);
            out.flush();
        }
    }

    synchronized void silence(String lastLine) {
        say(lastLine);
        silent = true;
    }

    private String toTheTop() {
        return "\r\033[" + drawn.size() + "A";
    }

    private void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(NO_WRAP);
        lines.forEach(line -> text.append(line).append(CLEAR).append(System.lineSeparator()));
        out.print(text.append(WRAP));
        drawn = lines;
    }
}
