package dev.porchlight.bridge.home;

import java.util.function.IntUnaryOperator;

/**
 * A byte for each of many ids, where a map of objects would take five times the room: 9 bytes a slot, and 12 to 24 an entry.
 * A byte of zero is the same as none. Open addressing, linear probing. Home loop only.
 *
 * <p>Invariant: between the slot where an id would best be and the one where it is, none is empty.
 */
final class ByteTable {

    private static final int LEAST_SLOTS = 16;

    private long[] ids = {};
    private byte[] bytes = {};
    private int size;

    int size() {
        return size;
    }

    /** Zero when there is none. */
    int get(long id) {
        return size == 0 ? 0 : bytes[slotOf(id)];
    }

    /**
     * Sets a byte; zero takes the id out.
     *
     * @param id not zero, which no snowflake is
     * @return what was there, zero for nothing
     */
    int put(long id, int value) {
        if (id == 0) {
            throw new IllegalArgumentException("no id is zero");
        }
        if (value == 0 && size == 0) {
            return 0;
        }
        if (value != 0 && (size + 1) * 4L > ids.length * 3L) {
            resize(Math.max(LEAST_SLOTS, ids.length * 2));
        }
        int slot = slotOf(id);
        int before = bytes[slot];
        ids[slot] = id;
        bytes[slot] = (byte) value;
        if (before == 0 && value != 0) {
            size++;
        } else if (before != 0 && value == 0) {
            size--;
            closeGap(slot);
            if (ids.length > LEAST_SLOTS && size * 8L < ids.length) {
                resize(ids.length / 2);
            }
        }
        return before;
    }

    /** Changes every byte; none may become zero. */
    void replaceAll(IntUnaryOperator change) {
        for (int slot = 0; slot < bytes.length; slot++) {
            if (bytes[slot] != 0) {
                bytes[slot] = (byte) change.applyAsInt(bytes[slot]);
            }
        }
    }

    /** Where the id is, or the empty slot where it would be put. */
    private int slotOf(long id) {
        int slot = best(id);
        while (bytes[slot] != 0 && ids[slot] != id) {
            slot = next(slot);
        }
        return slot;
    }

    /** Moves what stands behind an emptied slot forward, as long as that brings it no further than its best one. */
    private void closeGap(int emptied) {
        int gap = emptied;
        for (int slot = next(gap); bytes[slot] != 0; slot = next(slot)) {
            int mask = ids.length - 1;
            if (((slot - best(ids[slot])) & mask) >= ((slot - gap) & mask)) {
                ids[gap] = ids[slot];
                bytes[gap] = bytes[slot];
                bytes[slot] = 0;
                gap = slot;
            }
        }
    }

    private void resize(int slots) {
        long[] oldIds = ids;
        byte[] oldBytes = bytes;
        ids = new long[slots];
        bytes = new byte[slots];
        for (int old = 0; old < oldIds.length; old++) {
            if (oldBytes[old] != 0) {
                int slot = slotOf(oldIds[old]);
                ids[slot] = oldIds[old];
                bytes[slot] = oldBytes[old];
            }
        }
    }

    private int next(int slot) {
        return (slot + 1) & (ids.length - 1);
    }

    /** The low bits of snowflakes count from zero within a millisecond and say little; multiplying mixes all of them up. */
    private int best(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (ids.length - 1);
    }
}
