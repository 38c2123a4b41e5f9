package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of a request that is still arriving, and of those pipelined behind it. Holds no array while it is empty: an
 * idle connection costs nothing here. Door loop only.
 *
 * <p>Invariant: the account holds what the array is long.
 */
final class RequestBuffer {

    private static final byte[] NOTHING = {};

    private final Budget.Account account;
    private byte[] bytes = NOTHING;
    private int length;
    private int scanned; // of the present request's head
    private boolean emptyLineForgiven; // the one ahead of the present request

    RequestBuffer(Budget.Account account) {
        this.account = account;
    }

    /**
     * Takes all of {@code in}.
     *
     * @param whole how long the buffer will be at the most, so that it grows no further than that
     * @throws Refusal when there is no room for it; then none is taken
     */
    void add(ByteBuffer in, int whole) throws Refusal {
        int needed = length + in.remaining();
        if (needed > bytes.length) {
            int size = Math.max(needed, Math.min(whole, 2 * bytes.length));
            if (!account.reserve(size - bytes.length)) {
                throw Refusal.noRoom();
            }
            bytes = Arrays.copyOf(bytes, size);
        }
        in.get(bytes, length, in.remaining());
        length = needed;
    }

    int length() {
        return length;
    }

    /** What is held from here on belongs to another request. */
    void nextRequest() {
        scanned = 0;
        emptyLineForgiven = false;
    }

    /**
     * Looks for the end of the present request's head; each byte is looked at once.
     *
     * @return how long the head is, or -1 while its end is missing
     * @throws Refusal when it is longer than {@code most} bytes
     */
    int headBytes(int most) throws Refusal {
        // RFC 9112 §2.2: an empty line ahead of a request is forgiven. A CR alone may still become one.
        if (!emptyLineForgiven && length >= 2 && bytes[0] == '\r' && bytes[1] == '\n') {
            drop(2);
            scanned = 0;
            emptyLineForgiven = true;
        }
        int end = HeadParser.findEnd(bytes, scanned, length);
        scanned = length;
        if (end < 0 && length >= most) {
            throw Refusal.headTooLarge(most);
        }
        return end;
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
        byte[] rest = copy(count, length);
        account.release(bytes.length - rest.length);
        bytes = rest;
        length = rest.length;
    }

    /** Forgets everything. */
    void clear() {
        drop(length);
    }
}
