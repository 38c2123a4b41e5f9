package dev.porchlight.bridge.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * One map of the store, text to text in the order of its keys. Its schema number is one more than it has migrations.
 *
 * <p>Used within {@link Store#read} and {@link Store#write} alone, which is on the store's thread. Where there is no file
 * it is empty, and the first {@link #put} makes one.
 */
public final class Table {

    private final Store store;
    private final String name;
    private final List<Migration> migrations;
    private MVMap<String, String> map; // null while no file is open
    private long grown; // characters more than at the start of the change under way

    Table(Store store, String name, List<Migration> migrations) {
        this.store = store;
        this.name = name;
        this.migrations = migrations;
    }

    private int schema() {
        return migrations.size() + 1;
    }

    /**
     * Takes its map from a file that has just been opened, as an older schema left it or newly made.
     *
     * @throws StoreRefused when a newer Porchlight wrote it
     */
    void attach(MvFile file) {
        int found = file.schema(name);
        if (found > schema()) {
            throw StoreRefused.newer(file.path(), name + " has schema " + found + ", known here: " + schema());
        }
        map = file.map(name);
        for (int from = found; from > 0 && from < schema(); from++) {
            migrate(file, from);
        }
        if (found != schema()) {
            file.schema(name, schema());
        }
    }

    private void migrate(MvFile file, int from) {
        try {
            migrations.get(from - 1).migrate(this);
        } catch (RuntimeException e) {
            throw StoreRefused.notMigrated(file.path(), name + " from schema " + from, e);
        }
    }

    void detach() {
        map = null;
    }

    /** How many characters more it has than when this was last called. */
    long takeGrowth() {
        long growth = grown;
        grown = 0;
        return growth;
    }

    public Optional<String> get(String key) {
        return readable() ? Optional.ofNullable(map.get(key)) : Optional.empty();
    }

    public void put(String key, String value) {
        store.requireThread();
        store.needFile();
        String old = map.put(key, value);
        grown += value.length() + (old == null ? key.length() : -old.length());
    }

    public void remove(String key) {
        String old = readable() ? map.remove(key) : null;
        if (old != null) {
            grown -= key.length() + old.length();
        }
    }

    /** The least key that is not before this one. */
    public Optional<String> ceiling(String key) {
        return readable() ? Optional.ofNullable(map.ceilingKey(key)) : Optional.empty();
    }

    /** All entries whose key begins so, by the rest of their key, in order. The caller knows how many there may be. */
    public Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        if (readable()) {
            for (Iterator<String> keys = map.keyIterator(prefix); keys.hasNext(); ) {
                String key = keys.next();
                if (!key.startsWith(prefix)) {
                    break;
                }
                found.put(key.substring(prefix.length()), map.get(key));
            }
        }
        return found;
    }

    private boolean readable() {
        store.requireThread();
        return map != null;
    }
}
