package dev.porchlight.bridge.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that a test needs and that {@code scripts/test} installs where it may. */
public final class Tools {
    private Tools() {}

    /** Skips the test, loudly, or fails where CI=true, unless there is that program in PATH or where administrators have theirs. */
    public static void need(String program) {
        find(program);
    }

    /** As {@link #need}; where it is. */
    public static Path find(String program) {
        Stream<String> path = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""));
        return Stream.concat(path, Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    missing("There is no " + program
                            + " here, so what needs it was NOT tested. scripts/test installs it.");
                    throw new AssertionError("skipped");
                });
    }

    /** As {@link #need}, when it is known that something is missing. */
    public static void missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            fail(message);
        }
        System.err.println("[WARNING] " + message);
        abort(message);
    }
}
