package dev.porchlight.bridge.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads small UTF-8 files whole, never more than {@link #MAX_BYTES}, and says in words why one cannot be read. */
final class BoundedFile {

    /** 64 KiB: far above any settings file, far below what could hurt a small board. */
    static final int MAX_BYTES = 64 * 1024;

    private BoundedFile() {}

    /**
     * The text without a byte-order mark; empty when there is no such file or when it cannot be used.
     *
     * @param complaint told what was expected instead, when the file is there and cannot be used
     */
    static Optional<String> read(Path file, Consumer<String> complaint) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        // A pipe or a device may never end, or never begin.
        if (!Files.isRegularFile(file)) {
            complaint.accept("a regular file");
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            complaint.accept("a file that this user may read");
            return Optional.empty();
        }
        if (bytes.length > MAX_BYTES) {
            complaint.accept("a file of at most " + MAX_BYTES / 1024 + " KiB");
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            complaint.accept("a text file in UTF-8");
            return Optional.empty();
        }
    }

    /** Whether every user of this machine may read the file; false where the file system cannot say. */
    static boolean worldReadable(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
