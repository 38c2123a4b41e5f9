package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a request that is still arriving, and of those pipelined behind it. Holds no array while it is empty: an
 * idle connection costs nothing here. Door loop only.
 */
final class RequestBuffer {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /**
     * Takes all of {@code in}.
     *
     * @param whole how long the buffer will be at the most, so that it grows no further than that
     */
    void add(ByteBuffer in, int whole) {
        int needed = length + in.remaining();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.min(whole, 2 * bytes.length)));
        }
        in.get(bytes, length, in.remaining());
        length = needed;
    }

    int length() {
        return length;
    }

    /** The bytes held, from 0 to {@link #length}; not to be kept. */
    byte[] array() {
        return bytes;
    }

    byte[] copy(int from, int to) {
        return from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
    }

    /** Forgets the first bytes; the array shrinks to what is left. */
    void drop(int count) {
        bytes = copy(count, length);
        length = bytes.length;
    }
}
