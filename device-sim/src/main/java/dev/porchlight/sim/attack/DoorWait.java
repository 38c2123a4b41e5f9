package dev.porchlight.sim.attack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long a bridge's door thread was ready to run while the machine had no processor for it, from Linux' own accounts.
 * NaN where they are not kept.
 */
final class DoorWait {
    private final Path account;
    private double before;

    DoorWait(long pid) {
        this.account = find(Path.of("/proc", Long.toString(pid), "task"));
        this.before = read();
    }

    private static Path find(Path tasks) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
            for (Path task : all) {
                if (Files.readString(task.resolve("comm")).strip().equals("door")) {
                    return task.resolve("schedstat");
                }
            }
        } catch (IOException e) {
            // Not Linux, or not allowed to look.
        }
        return null;
    }

    /** In milliseconds. */
    double sinceLast() {
        double now = read();
        double waited = now - before;
        before = now;
        return waited;
    }

    private double read() {
        try {
            return account == null
                    ? Double.NaN
                    : Double.parseDouble(Files.readString(account).split(" ", -1)[1]) / 1e6;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
