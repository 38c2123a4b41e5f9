package dev.porchlight.sim;

import java.io.Console;

/** Whether a person is looking. */
public final class Terminal {
    private Terminal() {}

    /** Whether both standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal JDK 25 answers null again
    public static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
