package dev.porchlight.sim.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a bridge runs and writes.
 *
 * @param path absolute
 * @param ours made for this bridge, and to be deleted with it
 */
record BridgeFolder(Path path, boolean ours) implements AutoCloseable {

    /** The folder that is given, or a new one. */
    static BridgeFolder of(Optional<Path> given) {
        if (given.isPresent()) {
            return new BridgeFolder(given.get().toAbsolutePath(), false);
        }
        try {
            return new BridgeFolder(
                    Files.createTempDirectory("porchlight-test-").toAbsolutePath(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!ours) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Somebody else has tidied up.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
