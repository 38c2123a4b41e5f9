package dev.porchlight.sim.wall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lines as the bridge's journal has them. */
public final class Journals {
    private Journals() {}

    /** A steady output. */
    public static String line(String name, int pin, boolean on, long nanos) {
        return line(name, pin, on, on ? 100 : 0, nanos, "");
    }

    /**
     * An output of any brightness.
     *
     * @param more further members, each behind a comma
     */
    public static String line(String name, int pin, boolean on, int duty, long nanos, String more) {
        return ("{\"at\":\"2026-11-20T16:20:00.123456Z\",\"nanos\":%d,\"name\":\"%s\",\"pin\":%d,\"level\":%d,\"on\":%s,"
                        + "\"duty\":%d%s}\n")
                .formatted(nanos, name, pin, on ? 1 : 0, on, duty, more);
    }

    /** Adds to a file, which is made if there is none. */
    public static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
