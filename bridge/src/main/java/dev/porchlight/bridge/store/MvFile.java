package dev.porchlight.bridge.store;

import dev.porchlight.bridge.settings.DataDirectory;
import dev.porchlight.bridge.settings.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * The open file: an MVStore without a background thread, locked by the kernel for as long as it is open, mode 0600. Store
 * thread only.
 *
 * <p>Invariant: a file under its final name has been complete once, with the map of schemas in it. MVStore takes a file
 * whose pages are all gone for an empty one; without that map it is refused here as damaged.
 */
final class MvFile implements AutoCloseable {

    /** MVStore's unit, and its least: pages that were read last. */
    private static final int CACHE_MIB = 1;

    private static final Duration COMPACT_TIME = Duration.ofSeconds(2);

    /** What of a piece of the file has to be in use, per cent, and how many bytes are written at a time. */
    private static final int COMPACT_FILL = 90;

    private static final int COMPACT_PIECE = 1024 * 1024;

    /** The schema number of each table, and under {@value #OWN} that of this map itself. */
    private static final String SCHEMAS = "schemas";

    private static final String OWN = "schemas";
    private static final int OWN_SCHEMA = 1;

    private final Path path;
    private final MVStore store;
    private final MVMap<String, String> schemas;

    private MvFile(Path path, MVStore store) {
        this.path = path;
        this.store = store;
        this.schemas = map(SCHEMAS);
    }

    /**
     * Opens a file that is there.
     *
     * @throws StoreRefused when it is another bridge's, a newer one's, damaged, or not this user's
     */
    static MvFile open(Path path) {
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            throw StoreRefused.noAccess(path);
        }
        MVStore store = null;
        try {
            if (Files.size(path) == 0) {
                throw StoreRefused.damaged(path, null); // MVStore would begin a new one in it
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            store = openStore(path);
            if (!store.hasMap(SCHEMAS)) {
                throw StoreRefused.damaged(path, null);
            }
            MvFile file = new MvFile(path, store);
            int own = file.schema(OWN);
            if (own > OWN_SCHEMA) {
                throw StoreRefused.newer(path, "format " + own);
            }
            return file;
        } catch (StoreRefused e) {
            closeAtOnce(store);
            throw e;
        } catch (MVStoreException e) {
            closeAtOnce(store);
            throw switch (e.getErrorCode()) {
                case DataUtils.ERROR_FILE_LOCKED -> StoreRefused.inUse(path, e);
                case DataUtils.ERROR_UNSUPPORTED_FORMAT -> StoreRefused.newer(path, "MVStore's format");
                default -> StoreRefused.damaged(path, e);
            };
        } catch (RuntimeException e) { // MVStore trips over some damages
            closeAtOnce(store);
            throw StoreRefused.damaged(path, e);
        } catch (IOException e) {
            throw StoreRefused.noAccess(path);
        }
    }

    private static void closeAtOnce(MVStore store) {
        if (store != null) {
            store.closeImmediately();
        }
    }

    /**
     * Makes a new one, complete before it has its name, and opens it. One that another bridge made meanwhile is left alone.
     *
     * @throws StoreUnavailable when the directory does not take it
     */
    static MvFile create(Path path) {
        DataDirectory.prepare(path.getParent());
        try {
            Path fresh = Files.createTempFile(
                    path.getParent(), path.getFileName() + ".", ".new", DataDirectory.PRIVATE_FILE);
            try {
                try (MVStore store = openStore(fresh)) {
                    new MvFile(fresh, store).schema(OWN, OWN_SCHEMA);
                    store.commit();
                    store.sync();
                }
                Files.createLink(path, fresh); // unlike a rename it replaces nothing
                DataDirectory.sync(path.getParent());
            } catch (FileAlreadyExistsException e) {
                // Then that one is opened, or found to be in use.
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException e) {
            throw StoreUnavailable.because("cannot write " + path + ": " + Reason.of(e), e);
        }
        return open(path);
    }

    private static MVStore openStore(Path path) {
        // No background thread and no commit of its own accord, neither after a time nor after so much: half a change.
        MVStore store = new MVStore.Builder()
                .fileName(path.toString())
                .cacheSize(CACHE_MIB)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        // Space is used again as soon as it is free: each commit waits for the disk, so nothing older is needed.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    MVMap<String, String> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** The schema number under that name; zero when there is none. */
    int schema(String name) {
        String number = schemas.get(name);
        return number == null ? 0 : Integer.parseInt(number);
    }

    void schema(String name, int number) {
        schemas.put(name, Integer.toString(number));
    }

    /** What was changed is on the disk when this returns. */
    void commit() {
        if (store.hasUnsavedChanges()) {
            store.commit();
            store.sync();
        }
    }

    /** Back to the last commit. */
    void rollback() {
        store.rollback();
    }

    /** Of the file, what is in use; the rest is used again before it grows. Rounded to a hundredth of its length. */
    long bytes() {
        return store.getFileStore().size() / 100 * store.getFileStore().getFillRate();
    }

    /**
     * Makes what is gone free to be used again, for about two seconds at most: what is left of old changes is written
     * together. MVStore's compactFile, which also moves it to the front, trips over an assertion of its own in 2.4.240.
     */
    void compact() {
        long deadline = System.nanoTime() + COMPACT_TIME.toNanos();
        while (System.nanoTime() - deadline < 0 && store.compact(COMPACT_FILL, COMPACT_PIECE)) {
            store.sync();
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        store.close();
    }

    /** For one that has failed: nothing more is written. */
    void abandon() {
        store.closeImmediately();
    }
}
