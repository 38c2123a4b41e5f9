package dev.porchlight.sim.bench;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where the results go: tables on standard output, what is being done on standard error. Knows how much time is left. One
 * thread.
 */
public final class Report {
    private final PrintWriter out;
    private final PrintWriter progress;
    private final long deadline;

    public Report(PrintWriter out, PrintWriter progress, Duration atMost) {
        this.out = out;
        this.progress = progress;
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    /** Whether a step of that length still fits. */
    boolean fits(Duration step) {
        return System.nanoTime() + step.toNanos() - deadline < 0;
    }

    public void doing(String what) {
        progress.println("porchlight: " + what);
        progress.flush();
    }

    /** Says that something is missing in the tables, and why. */
    void leftOut(String what) {
        say("");
        say("No time for more: " + what + ".");
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** One without rows is left out. */
    public void table(String title, Table table, String... notes) {
        if (table.isEmpty()) {
            return;
        }
        out.println();
        out.println(title);
        out.println();
        table.print(out);
        for (String note : notes) {
            out.println(note);
        }
        out.flush();
    }
}
