package dev.porchlight.sim.demo;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Owns the terminal: one line an event, from any thread. Says nothing any more once it is silenced. */
final class Narrator {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;
    private final Clock clock;
    private boolean silent;

    Narrator(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** A line of its own, without the time. */
    synchronized void say(String line) {
        if (!silent) {
            out.println(line);
            out.flush();
        }
    }

    /** An event: when, who (Discord or a board), what. */
    void event(String who, String what) {
        say("%s  %-9s %s".formatted(TIME.format(LocalTime.now(clock)), who, what));
    }

    synchronized void silence(String lastLine) {
        say(lastLine);
        silent = true;
    }
}
