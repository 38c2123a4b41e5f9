package dev.porchlight.sim.fleet;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where things stand: one line that is written over on a terminal, one line every {@link #EVERY} elsewhere. One thread.
 */
final class Progress {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String TO_LINE_START = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private Duration last = Duration.ofSeconds(-EVERY.toSeconds());

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(Duration now, String line) {
        if (terminal) {
            out.print(TO_LINE_START + line);
            out.flush();
        } else if (now.minus(last).compareTo(EVERY) >= 0) {
            last = now;
            out.println(line);
            out.flush();
        }
    }

    /** What follows begins on a line of its own. */
    void end() {
        if (terminal) {
            out.println();
            out.flush();
        }
    }
}
