package dev.porchlight.bridge.presence;

import java.util.function.Consumer;

/**
 * Objects by number, in two arrays: a quarter of what a {@link java.util.HashMap} takes, of which there would be one for
 * each socket. Open addressing, linear probing, and no tombstones. One thread.
 */
final class LongMap<V> {

    private static final int LEAST = 4;

    private long[] keys = new long[LEAST];
    private Object[] values = new Object[LEAST]; // null where there is none
    private int size;

    int size() {
        return size;
    }

    /** The value, or null. */
    V get(long key) {
        return value(slotOf(key));
    }

    @SuppressWarnings("unchecked") // only put stores anything
    private V value(int slot) {
        return (V) values[slot];
    }

    /** Where the key is, or would be. */
    private int slotOf(long key) {
        int slot = home(key);
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private int home(long key) {
        return (int) (mixed(key) >>> 32) & (keys.length - 1);
    }

    /** Snowflakes of one bot differ in a few bits only: an odd multiplier (2^64 by the golden ratio) spreads them. */
    static long mixed(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }

    /** Stores a value in place of any other. */
    void put(long key, V value) {
        int slot = slotOf(key);
        if (values[slot] == null) {
            if ((size + 1) * 4 > keys.length * 3) {
                resize(keys.length * 2);
                slot = slotOf(key);
            }
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private void resize(int length) {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[length];
        values = new Object[length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Takes a value out; null when there was none. What follows it moves up, so that no gap parts a key from its home. */
    V remove(long key) {
        int gap = slotOf(key);
        V removed = value(gap);
        if (removed == null) {
            return null;
        }
        int mask = keys.length - 1;
        for (int slot = (gap + 1) & mask; values[slot] != null; slot = (slot + 1) & mask) {
            int wanted = home(keys[slot]);
            if (((slot - wanted) & mask) >= ((slot - gap) & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
        values[gap] = null;
        size--;
        if (keys.length > LEAST && size * 8 < keys.length) {
            resize(keys.length / 2);
        }
        return removed;
    }

    /** Every value, in no order; the map must not change meanwhile. */
    void forEach(Consumer<V> consumer) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                consumer.accept(value(i));
            }
        }
    }

    /** Every key, in no order. */
    long[] keys() {
        long[] all = new long[size];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                all[count++] = keys[i];
            }
        }
        return all;
    }

    void clear() {
        keys = new long[LEAST];
        values = new Object[LEAST];
        size = 0;
    }
}
