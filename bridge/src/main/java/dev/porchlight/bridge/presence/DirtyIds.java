package dev.porchlight.bridge.presence;

import java.util.Arrays;

/**
 * Whose presence may be another than the sockets were told, from the home loop (or whoever changes a document) to the door
 * loop. Each once, however often it changed; past {@value #MOST} only that it may be anybody's. Any thread.
 */
final class DirtyIds {

    /** Half a megabyte: more than this at once is a READY, after which everybody is looked at anyway. */
    static final int MOST = 65_536;

    private static final int LEAST = 64;

    private long[] table = new long[LEAST]; // zero where there is none; no user has that id
    private int size;
    private boolean everybody;
    private long since;

    /**
     * Notes one.
     *
     * @param now {@link System#nanoTime()}
     * @return true for the first since the last {@link #drain}: somebody has to be woken
     */
    synchronized boolean add(long id, long now) {
        boolean first = size == 0 && !everybody;
        if (first) {
            since = now;
        }
        if (everybody || id == 0) {
            return first && id != 0;
        }
        int slot = slotOf(id);
        if (table[slot] == 0) {
            if (size == MOST) {
                everybody = true;
                return first;
            }
            table[slot] = id;
            size++;
            if (size * 2 > table.length) {
                grow();
            }
        }
        return first;
    }

    private int slotOf(long id) {
        int mask = table.length - 1;
        int slot = (int) (LongMap.mixed(id) >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long id : old) {
            if (id != 0) {
                table[slotOf(id)] = id;
            }
        }
    }

    /** When the first of those that are here was noted; of no meaning when there are none. */
    synchronized long since() {
        return since;
    }

    synchronized boolean isEmpty() {
        return size == 0 && !everybody;
    }

    /** Takes all of them out; null for everybody. */
    synchronized long[] drain() {
        long[] all = everybody ? null : new long[size];
        if (all != null) {
            int count = 0;
            for (long id : table) {
                if (id != 0) {
                    all[count++] = id;
                }
            }
        }
        int length = Math.max(LEAST, Integer.highestOneBit(Math.max(1, size)) * 4);
        if (length < table.length / 4) {
            table = new long[length];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
        everybody = false;
        return all;
    }
}
