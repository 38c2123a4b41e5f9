package dev.porchlight.bridge.tokens;

import dev.porchlight.bridge.settings.DataDirectory;
import dev.porchlight.bridge.settings.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Whoever changes {@code tokens.json} holds this first, so that of two at the same time neither loses what the other did. A
 * lock of the kernel's on {@code tokens.lock}: it ends with its process, however that ends. The file itself stays.
 */
final class TokenLock {

    private static final String NAME = "tokens.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private TokenLock() {}

    /**
     * Does this while holding the lock; waits up to ten seconds for it.
     *
     * @throws TokensUnreadable when it cannot be had
     */
    static <T> T holding(Path directory, TokenFile file, Supplier<T> change) {
        Path path = directory.resolve(NAME);
        try (FileChannel channel = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), DataDirectory.PRIVATE_FILE)) {
            file.giveToOwner(path);
            FileLock lock = await(channel, path);
            try {
                return change.get();
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw TokensUnreadable.because(
                    "cannot write in " + directory + ": " + Reason.of(e) + "; is DATA_DIR this user's?");
        }
    }

    private static FileLock await(FileChannel channel, Path path) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline > 0) {
                throw TokensUnreadable.because("another process has held " + path + " for " + PATIENCE.toSeconds()
                        + " s; is another 'porchlight token' waiting?");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process
        }
    }
}
