package dev.porchlight.sim;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a person is looking, and at what. */
public final class Terminal {
    private static final Pattern ROWS_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
    private static final long ANSWERS_WITHIN_MS = 2_000;

    private Terminal() {}

    /**
     * A terminal that can draw over what it shows.
     *
     * @param colour whether colours are welcome, see no-color.org
     */
    public record Screen(int rows, int columns, boolean colour) {}

    /**
     * The terminal on standard output; empty when there is none, when it says that it is dumb, or does not tell its size.
     *
     * @param environment TERM and NO_COLOR are looked at
     */
    public static Optional<Screen> screen(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "");
        return term.isEmpty() || term.equals("dumb")
                ? Optional.empty()
                : screen(size(), environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** @param size rows and columns, as stty says them */
    static Optional<Screen> screen(String size, boolean colour) {
        Matcher numbers = ROWS_COLUMNS.matcher(size);
        return numbers.matches()
                ? Optional.of(
                        new Screen(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), colour))
                : Optional.empty();
    }

    /** Java cannot ask for it; whatever goes wrong, there is no size. */
    private static String size() {
        ProcessBuilder stty = new ProcessBuilder("sh", "-c", "test -t 1 && stty size <&1 >&2");
        try {
            Process process = stty.redirectOutput(Redirect.INHERIT)
                    .redirectInput(Redirect.INHERIT)
                    .start();
            if (!process.waitFor(ANSWERS_WITHIN_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getErrorStream().readNBytes(100), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Whether both standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal JDK 25 answers null again
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
