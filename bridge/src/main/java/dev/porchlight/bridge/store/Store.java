package dev.porchlight.bridge.store;

import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.settings.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;

/**
 * What the running bridge keeps across restarts, in {@value #NAME} in DATA_DIR. Nothing of H2 is loaded before there is
 * something to keep.
 *
 * <pre>
 *   ABSENT ──first put, or the file was there at the start──▶ OPEN ◀──next use──┐
 *                                                              └──it failed──▶ SHUT
 * </pre>
 *
 * <p>One thread does everything with the file; it begins with the first use and ends {@link #LINGER} after the last, so that
 * a store at rest wakes nobody up. {@link #read} and {@link #write} wait for it, {@link #PATIENCE} at most, and are not for the
 * home loop or the door's. Invariant: a write that has returned is on the disk; one that has thrown has changed nothing,
 * unless it was the time that ran out.
 */
public final class Store implements AutoCloseable {

    public static final String NAME = "porchlight.mv";

    /** What the file may have before nothing more goes in; one change over it at most. */
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /** How long an answer may take: some hundred writes on a slow card. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many may wait; more would not be done in time. */
    private static final int QUEUE = 256;

    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    /** A full file is compacted at most so often, or when a part of it has been deleted since; that may take two seconds. */
    private static final Duration COMPACT_EVERY = Duration.ofMinutes(1);

    private static final int COMPACT_PART = 16;

    private static final Log LOG = Log.of("store");

    private final Path path;
    private final long maxBytes;
    private final ThreadPoolExecutor executor;
    private final List<Table> tables = new ArrayList<>();
    private volatile Thread thread;
    private MvFile file; // from here on the thread's own; null while it is not open
    private boolean opening;
    private long compactedNanos = System.nanoTime() - COMPACT_EVERY.toNanos();
    private long deleted; // characters, net, since then
    private String lastTold = "";

    public Store(Path dataDir) {
        this(dataDir, MAX_BYTES);
    }

    Store(Path dataDir, long maxBytes) {
        this.path = dataDir.toAbsolutePath().resolve(NAME);
        this.maxBytes = maxBytes;
        this.executor = new ThreadPoolExecutor(
                1, 1, LINGER.toNanos(), TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(QUEUE), this::newThread);
        executor.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable work) {
        thread = Thread.ofPlatform().name("store").daemon().unstarted(work);
        return thread;
    }

    /**
     * Declares a table, before anything is read or written.
     *
     * @param name of its own in the whole program, and for ever
     * @param migrations the n-th from schema n to n + 1
     */
    public Table table(String name, Migration... migrations) {
        if (thread != null) {
            throw new IllegalStateException("the store is in use already");
        }
        Table table = new Table(this, name, List.of(migrations));
        tables.add(table);
        return table;
    }

    /**
     * Opens the file if there is one, and brings every table to its schema.
     *
     * @throws CannotStart when it is another bridge's, a newer one's, damaged, or not this user's; it is left as it is
     */
    public void openIfThere() {
        run(() -> {
            openExisting();
            return null;
        });
    }

    /** Reads tables. */
    public <T> T read(Supplier<T> reading) {
        return run(() -> guarded(() -> {
            openExisting();
            return reading.get();
        }));
    }

    /**
     * Reads and changes tables. What was changed is on the disk when this returns; when {@code change} throws, nothing is.
     *
     * @throws StoreUnavailable when it cannot be written; {@link StoreUnavailable#isFull} when it grows a full file
     */
    public <T> T write(Supplier<T> change) {
        return write(change, result -> {});
    }

    /** The same; {@code then} is given the result on the store's thread once it is on the disk, in the order of the writes. */
    public <T> T write(Supplier<T> change, Consumer<T> then) {
        return run(() -> guarded(() -> {
            openExisting();
            boolean full = isFull();
            T result = change.get();
            long growth = takeGrowth();
            if (full && growth > 0) {
                throw StoreUnavailable.full(maxBytes);
            }
            if (file != null) {
                file.commit();
            }
            deleted -= growth;
            then.accept(result);
            return result;
        }));
    }

    /** After a failure of MVStore the file is shut and opened anew by the next use; after any other it is rolled back. */
    private <T> T guarded(Supplier<T> work) {
        try {
            T result = work.get();
            lastTold = "";
            return result;
        } catch (MVStoreException e) {
            shut();
            throw told(StoreUnavailable.because("cannot use " + path + ": " + e.getMessage(), e));
        } catch (CannotStart e) {
            shut();
            throw told(StoreUnavailable.because(e.getMessage(), e));
        } catch (RuntimeException e) {
            takeGrowth();
            if (file != null) {
                file.rollback();
            }
            throw e instanceof StoreUnavailable unavailable ? told(unavailable) : e;
        }
    }

    /** Once, until it has worked again. */
    private StoreUnavailable told(StoreUnavailable unavailable) {
        if (!unavailable.getMessage().equals(lastTold)) {
            lastTold = unavailable.getMessage();
            LOG.error("store_unavailable", "reason", lastTold);
        }
        return unavailable;
    }

    private void openExisting() {
        if (file == null && Files.exists(path)) {
            attach(MvFile.open(path));
        }
    }

    /** For a table that wants to put something. */
    void needFile() {
        if (file == null && !opening) {
            attach(MvFile.create(path));
            LOG.info("store_created", "file", path);
        }
    }

    private void attach(MvFile opened) {
        opening = true; // a migration puts, too
        try {
            for (Table table : tables) {
                table.attach(opened);
            }
            opened.commit();
            file = opened;
        } catch (RuntimeException e) {
            tables.forEach(Table::detach);
            opened.abandon(); // nothing of the migrations is kept
            throw e;
        } finally {
            takeGrowth();
            opening = false;
        }
    }

    private boolean isFull() {
        if (file == null || file.bytes() < maxBytes) {
            return false;
        }
        long now = System.nanoTime();
        if (now - compactedNanos >= COMPACT_EVERY.toNanos() || deleted >= maxBytes / COMPACT_PART) {
            file.compact();
            compactedNanos = System.nanoTime();
            deleted = 0;
        }
        return file.bytes() >= maxBytes;
    }

    private long takeGrowth() {
        return tables.stream().mapToLong(Table::takeGrowth).sum();
    }

    private void shut() {
        tables.forEach(Table::detach);
        takeGrowth();
        if (file != null) {
            file.abandon();
            file = null;
        }
    }

    void requireThread() {
        if (!Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("a table is used within read or write");
        }
    }

    private <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            executor.execute(task);
            return task.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw StoreUnavailable.because("the store has too much to do, or is closed", e);
        } catch (TimeoutException e) {
            task.cancel(false); // if it is still waiting; MVStore would close its file at an interrupt
            throw StoreUnavailable.because("the disk has not answered in " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            task.cancel(false);
            throw StoreUnavailable.because("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /** Closes the file after what was asked for so far. Within two seconds; what was written is on the disk anyway. */
    @Override
    public void close() {
        try {
            if (thread != null) {
                executor.execute(this::closeFile);
            }
            executor.shutdown();
            if (!executor.awaitTermination(CLOSE_WITHIN.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("store_not_closed", "reason", "the disk has not answered");
            }
        } catch (RejectedExecutionException e) {
            // closed already, or so full that the disk is not answering
            executor.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeFile() {
        tables.forEach(Table::detach);
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
