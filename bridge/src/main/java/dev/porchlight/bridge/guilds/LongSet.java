package dev.porchlight.bridge.guilds;

/**
 * Ids, never zero, in an array of their own: the members of a large guild as a set of boxed ids would take five times as much.
 * Grows only. One thread.
 */
final class LongSet {

    private long[] slots = new long[64];
    private int size;

    void add(long id) {
        if (2 * (size + 1) > slots.length) {
            grow();
        }
        int slot = slot(slots, id);
        if (slots[slot] == 0) {
            slots[slot] = id;
            size++;
        }
    }

    boolean has(long id) {
        return slots[slot(slots, id)] != 0;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long id : slots) {
            if (id != 0) {
                larger[slot(larger, id)] = id;
            }
        }
        slots = larger;
    }

    /** Where the id is, or would be. Its low bits count what happened within a millisecond, hence the multiplication. */
    private static int slot(long[] slots, long id) {
        int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != id) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
