package dev.porchlight.sim.wall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads what is appended to a journal, from its first line on, and goes over to the next file when the journal is rotated.
 * Safe from one thread at a time.
 *
 * <p>Invariant: a line is given once, whole, and in order; one of more than {@value #MAX_LINE} bytes is left out.
 */
public final class JournalTail implements AutoCloseable {
    private static final int MAX_LINE = 4 * 1024;

    private final Path file;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private FileChannel open;
    private Object openKey;

    /** @param file need not be there yet */
    public JournalTail(Path file) {
        this.file = file;
    }

    /**
     * The changes since the last time; lines that say none are passed over.
     *
     * @throws IOException when the file is there and cannot be read
     */
    public List<PinChange> poll() throws IOException {
        List<PinChange> changes = new ArrayList<>();
        Object now = key();
        if (open != null) {
            readOn(changes);
        }
        // Looked up before that: the old file had its last line when the name went to another one.
        if (now != null && !now.equals(openKey)) {
            openNew(now);
            readOn(changes);
        }
        return changes;
    }

    private void openNew(Object key) throws IOException {
        close();
        open = FileChannel.open(file);
        openKey = key();
        if (!key.equals(openKey)) {
            openKey = null; // rotated meanwhile: which of the two is open is not known, and nothing was read of it
            open.position(open.size());
        }
    }

    /** What tells this file from the one that had its name before; null while there is none. */
    private Object key() throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Objects.requireNonNullElse(key, file);
        } catch (NoSuchFileException notYet) {
            return null;
        }
    }

    private void readOn(List<PinChange> changes) throws IOException {
        if (open.size() < open.position()) {
            open.position(0); // emptied in place
            line.reset();
        }
        while (open.read(buffer.clear()) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                take(buffer.get(), changes);
            }
        }
    }

    private void take(byte next, List<PinChange> changes) {
        if (next != '\n') {
            if (line.size() <= MAX_LINE) {
                line.write(next);
            }
            return;
        }
        if (line.size() <= MAX_LINE) {
            PinChange.read(line.toString(StandardCharsets.UTF_8)).ifPresent(changes::add);
        }
        line.reset();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
            line.reset();
        }
    }
}
