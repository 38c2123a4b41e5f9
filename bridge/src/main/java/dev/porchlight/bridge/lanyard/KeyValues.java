package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.store.StoreUnavailable;
import dev.porchlight.bridge.store.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Everybody's own key-value pairs, which are part of their document. In the table they are {@code user:key}.
 *
 * <p>Any thread but the loops: all but {@link #json} of a person without pairs waits for the store. Invariant: {@code holders}
 * are those with at least one pair; for the others, nearly everybody, nothing is read.
 */
public final class KeyValues {

    static final int MAX_KEYS = 512;
    static final int MAX_KEY = 255;

    /** In Unicode code points. */
    static final int MAX_VALUE = 30_000;

    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9_]{0," + MAX_KEY + "}");
    private static final byte[] NONE = "{}".getBytes(StandardCharsets.UTF_8);
    private static final String SEPARATOR = ":";

    /** The character after the separator. */
    private static final String PAST = ";";

    private final Store store;
    private final Table pairs;
    private final int maxBytes;
    private final Set<Long> holders = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    /** @param maxBytes what all of one person's pairs may have as JSON */
    KeyValues(Store store, int maxBytes) {
        this.store = store;
        this.pairs = store.table("lanyard.kv");
        this.maxBytes = maxBytes;
    }

    /** Finds out who has pairs. Once, after the store's file was opened and before anybody asks. */
    void load() {
        store.read(() -> {
            Optional<String> next = pairs.ceiling("");
            while (next.isPresent()) {
                String user = next.get().substring(0, next.get().indexOf(SEPARATOR));
                holders.add(Long.parseUnsignedLong(user));
                next = pairs.ceiling(user + PAST);
            }
            return null;
        });
    }

    /** Told, on the thread that changed them, of each person whose pairs are not what they were. */
    public void watch(LongConsumer changed) {
        listeners.add(changed);
    }

    /** A person's pairs as a JSON object, UTF-8. Without them while the store cannot be read, which the log tells. */
    byte[] json(long user) {
        if (!holders.contains(user)) {
            return NONE;
        }
        try {
            return Json.object(all(user));
        } catch (StoreUnavailable e) {
            return NONE;
        }
    }

    /** A person's pairs by key. */
    Map<String, String> all(long user) {
        return store.read(() -> pairs.under(prefix(user)));
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
        Optional<KvRejected> rejected = store.write(() -> {
            Map<String, String> all = new TreeMap<>(pairs.under(prefix(user)));
            all.putAll(changes);
            if (all.size() > MAX_KEYS) {
                return Optional.of(KvRejected.tooMany());
            }
            if (Json.object(all).length > maxBytes) {
                return Optional.of(KvRejected.tooLarge(maxBytes));
            }
            changes.forEach((key, value) -> pairs.put(prefix(user) + key, value));
            holders.add(user);
            return Optional.empty();
        });
        if (rejected.isPresent()) {
            throw rejected.get();
        }
        listeners.forEach(listener -> listener.accept(user));
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

    /** Takes a pair away, if it is there. */
    void remove(long user, String key) {
        boolean removed = store.write(() -> {
            if (pairs.get(prefix(user) + key).isEmpty()) {
                return false;
            }
            pairs.remove(prefix(user) + key);
            if (pairs.under(prefix(user)).isEmpty()) {
                holders.remove(user);
            }
            return true;
        });
        if (removed) {
            listeners.forEach(listener -> listener.accept(user));
        }
    }

    private static String prefix(long user) {
        return Long.toUnsignedString(user) + SEPARATOR;
    }
}
