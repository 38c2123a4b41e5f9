package dev.porchlight.bridge.log;

import java.util.ArrayList;
import java.util.List;

/** Stack traces that end: at most {@value #MAX_CAUSES} throwables of {@value #MAX_FRAMES} frames each. */
final class Traces {

    static final int MAX_CAUSES = 4;
    static final int MAX_FRAMES = 16;

    private Traces() {}

    static List<String> lines(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        Throwable current = thrown;
        // Counting also ends a chain of causes that bites its own tail.
        for (int depth = 0; current != null && depth < MAX_CAUSES; depth++, current = current.getCause()) {
            lines.add((depth == 0 ? "" : "caused by ") + headline(current));
            StackTraceElement[] frames = current.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
                lines.add("  at " + frames[i]);
            }
            if (frames.length > MAX_FRAMES) {
                lines.add("  … " + (frames.length - MAX_FRAMES) + " more");
            }
        }
        if (current != null) {
            lines.add("  … more causes");
        }
        return lines;
    }

    private static String headline(Throwable thrown) {
        try {
            return LogEvent.text(String.valueOf(thrown));
        } catch (RuntimeException e) {
            return thrown.getClass().getName();
        }
    }
}
