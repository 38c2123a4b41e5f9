package dev.porchlight.bridge.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** DATA_DIR, the directory of all that the program writes, and how files are made in it. Stateless, any thread. */
public final class DataDirectory {

    /** Mode 0600. */
    public static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private DataDirectory() {}

    /**
     * Makes the directory where it is missing, for its user alone.
     *
     * @throws CannotStart when it cannot be made
     */
    public static void prepare(Path directory) {
        try {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(directory, PRIVATE_DIRECTORY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw new CannotStart(directory + " is no directory; DATA_DIR chooses another", e);
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "cannot make the directory " + directory + ": " + Reason.of(e) + "; DATA_DIR chooses another", e);
        }
    }

    /** What was renamed in the directory stays so after a power cut. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
