package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.DataDirectory;
import dev.porchlight.bridge.settings.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code tokens.json} in the data directory: read whole, and replaced by renaming a complete file over it, so that whoever
 * reads finds the old one or the new one. Mode 0600, and the directory's owner owns it, whoever writes ({@code sudo} beside
 * a service). Safe from every thread; who changes it holds the {@link TokenLock}.
 */
final class TokenFile {

    static final String NAME = "tokens.json";

    /** A thousand tokens with long labels have less than half of it. */
    static final int MAX_BYTES = 1024 * 1024;

    /** Tells one content of the file from another without reading it: each rename brings another inode. */
    record Stamp(String inode, long modifiedNanos, long bytes) {
        static final Stamp MISSING = new Stamp("", 0, 0);
    }

    private final Path directory;
    private final Path file;

    TokenFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
    }

    Stamp stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    Objects.toString(now.fileKey()), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size());
        } catch (IOException e) {
            return Stamp.MISSING;
        }
    }

    /**
     * What the file holds; nothing when there is none.
     *
     * @throws TokensUnreadable when it cannot be read, is damaged, or is of a newer Porchlight
     */
    List<StoredToken> read() {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a FIFO would hold up whoever asks, for ever
            throw TokensUnreadable.because(file + " is no file; " + AWAY);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw TokensUnreadable.because("this user cannot read " + file + ": " + Reason.of(e));
        }
        if (bytes.length > MAX_BYTES) {
            throw TokensUnreadable.because(
                    file + " is over " + MAX_BYTES / 1024 + " KiB and not Porchlight's; " + AWAY);
        }
        try {
            return TokenJson.read(bytes);
        } catch (TokenJson.Newer e) {
            throw TokensUnreadable.newer(file + " was written by a newer Porchlight (schema " + e.schema()
                    + ", known here: " + TokenJson.SCHEMA + "); use that one, or move the file away");
        } catch (TokenJson.Damaged e) {
            throw TokensUnreadable.because(file + " is damaged (" + e.getMessage() + "); " + AWAY);
        }
    }

    private static final String AWAY = "it is left as it is: mend it or move it away, and make new tokens";

    /**
     * Replaces the whole file; what it held before stays until the new one is on the disk.
     *
     * @throws TokensUnreadable when it cannot be written
     */
    void write(List<StoredToken> tokens) {
        byte[] bytes = TokenJson.write(tokens);
        Path fresh = directory.resolve(NAME + ".new");
        try {
            Files.deleteIfExists(fresh); // left behind by a power cut; the lock is ours
            try (FileChannel out = FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    DataDirectory.PRIVATE_FILE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            giveToOwner(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DataDirectory.sync(directory);
        } catch (IOException e) {
            throw TokensUnreadable.because("cannot write " + file + ": " + Reason.of(e) + "; nothing has changed");
        }
    }

    /**
     * Makes the directory where it is missing, for its user alone.
     *
     * @throws TokensUnreadable when it cannot be made
     */
    void prepare() {
        try {
            DataDirectory.prepare(directory);
        } catch (CannotStart e) {
            throw TokensUnreadable.because(e.getMessage());
        }
    }

    /**
     * Root writes for the service: its user has to read it. The service may write here too, so no link is followed: root
     * gives away nothing else.
     */
    void giveToOwner(Path written) throws IOException {
        UserPrincipal owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(Files.getOwner(written, LinkOption.NOFOLLOW_LINKS))) {
            try {
                Files.getFileAttributeView(written, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(owner);
            } catch (IOException e) {
                // Not root: the directory is somebody else's and lets us write. Then the file is ours.
            }
        }
    }
}
