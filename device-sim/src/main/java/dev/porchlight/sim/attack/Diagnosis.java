package dev.porchlight.sim.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a bridge was doing while a change did not arrive, in a file beside its log. */
final class Diagnosis {
    static final String FILES = "missing-*.txt";

    private Diagnosis() {}

    static void write(Room room, boolean on) throws InterruptedException {
        try {
            StringBuilder text = new StringBuilder();
            text.append("wanted ").append(on).append(", boards without it ").append(room.missing());
            text.append(", Discord has told the bridge ").append(room.told()).append("\n\n");
            text.append(room.process().threads());
            text.append("\n")
                    .append(metrics(room))
                    .append("\n")
                    .append(room.process().threads());
            text.append("\nboards without it now ").append(room.missing()).append("\n");
            Path file = room.log().resolveSibling("missing-" + System.currentTimeMillis() + ".txt");
            Files.writeString(file, text);
        } catch (IOException e) {
            // The report says all the same that the change was missing.
        }
    }

    private static String metrics(Room room) {
        try {
            return Watch.metrics(room);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }
}
