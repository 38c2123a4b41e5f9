package dev.porchlight.bridge.lanyard;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.store.StoreUnavailable;
import dev.porchlight.bridge.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Everybody's own key-value pairs, which are part of their document. In the table they are {@code user:key}; in memory each
 * person's are the JSON that is shown, since the door's loop cannot wait for a disk.
 *
 * <p>Reading never waits; {@link #put} and {@link #remove} wait for the store, and are not for the loops. Invariant: what is
 * in memory is on the disk; it is written by the store's thread alone, after the disk.
 */
public final class KeyValues {

    static final int MAX_KEYS = 512;
    static final int MAX_KEY = 255;

    /** In Unicode code points. */
    static final int MAX_VALUE = 30_000;

    /** Of the heap, for everybody's pairs together. */
    private static final int HEAP_PART = 16;

    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_]{0," + MAX_KEY + "}");
    private static final byte[] NONE = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String SEPARATOR = ":";

    /** The character after the separator. */
    private static final String PAST = ";";

    private final Store store;
    private final Table pairs;
    private final int maxBytes;
    private final long maxTotalBytes;
    private final Map<Long, byte[]> shown = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private long totalBytes; // of what is shown; the store's thread's own

    /** @param maxBytes what all of one person's pairs may have as JSON */
    KeyValues(Store store, int maxBytes) {
        this(store, maxBytes, Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    /** @param maxTotalBytes what everybody's may have */
    KeyValues(Store store, int maxBytes, long maxTotalBytes) {
        this.store = store;
        this.pairs = store.table("lanyard.kv");
        this.maxBytes = maxBytes;
        this.maxTotalBytes = maxTotalBytes;
    }

    /**
     * Reads them all. Once, after the store's file was opened and before anybody asks.
     *
     * @throws CannotStart when they were kept with a far larger heap than this one
     */
    void load() {
        store.read(() -> {
            Optional<String> next = pairs.ceiling("");
            while (next.isPresent()) {
                String user = next.get().substring(0, next.get().indexOf(SEPARATOR));
                show(Long.parseUnsignedLong(user), Json.object(pairs.under(user + SEPARATOR)));
                if (totalBytes > 4 * maxTotalBytes) {
                    throw new CannotStart("the key-value pairs that are stored need a larger heap than -Xmx"
                            + Runtime.getRuntime().maxMemory() / (1024 * 1024)
                            + "m; give the bridge what it had before");
                }
                next = pairs.ceiling(user + PAST);
            }
            return null;
        });
    }

    /** Told, on the thread that changed them, of each person whose pairs are not what they were. */
    public void watch(LongConsumer changed) {
        listeners.add(changed);
    }

    /** A person's pairs as a JSON object, UTF-8; not to be changed. Any thread, without waiting. */
    byte[] json(long user) {
        return shown.getOrDefault(user, NONE);
    }

    /** A person's pairs by key. Any thread, without waiting. */
    Map<String, String> all(long user) {
        try {
            return JSON.std.mapOfFrom(String.class, json(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of bytes that were made here
        }
    }

    /**
     * Adds pairs or replaces their values, all of them or none.
     *
     * @throws KvRejected when one of them, or all together, are over a limit
     * @throws StoreUnavailable when they cannot be written
     */
    void put(long user, Map<String, String> changes) throws KvRejected {
        for (Map.Entry<String, String> pair : changes.entrySet()) {
            check(pair.getKey(), pair.getValue());
        }
        if (changes.isEmpty()) {
            return;
        }
        Changed changed =
                store.write(() -> putting(user, changes), done -> done.json().ifPresent(json -> show(user, json)));
        if (changed.rejected().isPresent()) {
            throw changed.rejected().get();
        }
        listeners.forEach(listener -> listener.accept(user));
    }

    /** What a write has come to: the pairs as they are to be shown, or why nothing was changed. */
    private record Changed(Optional<byte[]> json, Optional<KvRejected> rejected) {

        static Changed to(byte[] json) {
            return new Changed(Optional.of(json), Optional.empty());
        }

        static Changed not(KvRejected why) {
            return new Changed(Optional.empty(), Optional.of(why));
        }
    }

    private Changed putting(long user, Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(pairs.under(prefix(user)));
        all.putAll(changes);
        if (all.size() > MAX_KEYS) {
            return Changed.not(KvRejected.tooMany());
        }
        byte[] json = Json.object(all);
        if (json.length > maxBytes) {
            return Changed.not(KvRejected.tooLarge(maxBytes));
        }
        long more = (long) json.length - json(user).length;
        if (more > 0 && totalBytes + more > maxTotalBytes) {
            return Changed.not(KvRejected.noRoom());
        }
        changes.forEach((key, value) -> pairs.put(prefix(user) + key, value));
        return Changed.to(json);
    }

    private static void check(String key, String value) throws KvRejected {
        if (!KEY.matcher(key).matches()) {
            throw KvRejected.key();
        }
        if (value.codePointCount(0, value.length()) > MAX_VALUE) {
            throw KvRejected.value();
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) { // half a surrogate pair, by a JSON escape
            throw KvRejected.notText();
        }
    }

    /**
     * Takes a pair away, if it is there.
     *
     * @throws StoreUnavailable when that cannot be written
     */
    void remove(long user, String key) {
        if (!all(user).containsKey(key)) {
            return;
        }
        store.write(
                () -> {
                    pairs.remove(prefix(user) + key);
                    return Json.object(pairs.under(prefix(user)));
                },
                json -> show(user, json));
        listeners.forEach(listener -> listener.accept(user));
    }

    /** The store's thread only. */
    private void show(long user, byte[] json) {
        byte[] before = json.length == NONE.length ? shown.remove(user) : shown.put(user, json);
        totalBytes += (json.length == NONE.length ? 0 : json.length) - (before == null ? 0 : before.length);
    }

    private static String prefix(long user) {
        return Long.toUnsignedString(user) + SEPARATOR;
    }
}
