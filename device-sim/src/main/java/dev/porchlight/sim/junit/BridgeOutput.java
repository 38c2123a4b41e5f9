package dev.porchlight.sim.junit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a bridge has printed: its first {@value #FIRST} characters and at least its newest {@value #NEWEST} (at most twice as
 * many), with a line that says how many are missing in between.
 *
 * <p>Thread-safe; the bridge's thread writes, anybody reads.
 */
final class BridgeOutput {
    static final int FIRST = 64 * 1024;
    static final int NEWEST = 256 * 1024;

    private final StringBuilder first = new StringBuilder();
    private final StringBuilder newest = new StringBuilder();
    private long left;
    private boolean ended;

    synchronized void append(char[] text, int length) {
        int head = Math.min(length, FIRST - first.length());
        first.append(text, 0, head);
        newest.append(text, head, length - head);
        // Cut in steps, so that a chatty bridge does not have every line moved at each of its lines.
        if (newest.length() > 2 * NEWEST) {
            int cut = newest.length() - NEWEST;
            newest.delete(0, cut);
            left += cut;
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized String text() {
        if (left == 0) {
            return first.toString() + newest;
        }
        return first + "\n… " + left + " characters left out …\n" + newest;
    }

    /** The last so many lines, no more than {@code characters} in all. */
    String lastLines(int lines, int characters) {
        String text = text();
        int from = text.length();
        for (int i = 0; i <= lines && from > 0; i++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return text.substring(Math.max(from + 1, Math.max(0, text.length() - characters)));
    }

    /** Whether what it has printed came to fit, within the time and before it ended. */
    synchronized boolean await(Predicate<String> fits, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!fits.test(text())) {
            long leftNanos = deadline - System.nanoTime();
            if (ended || leftNanos <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNanos, 1_000_000));
        }
        return true;
    }
}
