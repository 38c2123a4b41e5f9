package dev.porchlight.sim.bench;

import java.util.Arrays;

/** A program of {@code scripts/bench.d} said something else than it should have. */
final class BadAnswer extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String line;

    BadAnswer(String program, String line, String what) {
        super("the benchmark's " + program + " " + what);
        this.line = line;
    }

    /** What it said; "" when it was nothing. */
    String line() {
        return line;
    }

    /**
     * The numbers behind the first word.
     *
     * @throws BadAnswer when the word is another, or when these are not so many whole numbers
     */
    static long[] parse(String program, String line, String kind, int numbers) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("error")) {
            throw new BadAnswer(program, line, "failed: " + line.substring(Math.min(line.length(), 6)));
        }
        if (!words[0].equals(kind) || words.length != numbers + 1) {
            throw new BadAnswer(
                    program, line, "answered \"" + line + "\", not " + kind + " and " + numbers + " numbers");
        }
        try {
            return Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new BadAnswer(program, line, "answered \"" + line + "\", which has to be numbers");
        }
    }
}
