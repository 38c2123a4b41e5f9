package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;

/**
 * Frames for one socket that go out in one write: where each message has a head of its own (a number), copying a body into
 * place costs less than gathering it. Filled, sent ({@link Socket#send(Batch)}) and cleared again and again; one thread.
 *
 * <p>A message may be cut into several frames (RFC 6455 §5.4), which need not be sent together.
 */
public final class Batch {

    /** What a frame is. */
    public enum Kind {
        /** The first or only one of a text message. */
        TEXT(Frame.OP_TEXT),
        /** The first or only one of a binary message. */
        BINARY(Frame.OP_BINARY),
        /** A further one. */
        CONTINUATION(0x0);

        private final int opcode;

        Kind(int opcode) {
            this.opcode = opcode;
        }
    }

    private static final int FIN = 0x80;
    private static final int SHORT_HEADER = 2;
    private static final int HEADER = 4; // the usual one, for which room is left
    private static final int LONG_HEADER = 10;

    private final ByteBuffer standing;
    private ByteBuffer buffer; // a larger one while something does not fit
    private int frame; // where the one being written begins
    private Kind kind;

    /** @param bytes of memory outside the heap for good; what does not fit is on the heap until the next {@link #clear} */
    public Batch(int bytes) {
        standing = ByteBuffer.allocateDirect(Math.max(bytes, LONG_HEADER));
        buffer = standing;
    }

    /** Begins empty again. */
    public void clear() {
        buffer = standing;
        buffer.clear();
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return buffer.position() == 0;
    }

    /** What is in it, in bytes, as it goes over the wire. */
    public int bytes() {
        return buffer.position();
    }

    /** Begins a frame. */
    public void begin(Kind of) {
        kind = of;
        frame = buffer.position();
        make(HEADER);
        buffer.position(frame + HEADER);
    }

    /** Adds to the frame's payload. */
    public void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    /** Adds to the frame's payload. */
    public void put(byte[] bytes, int from, int count) {
        make(count);
        buffer.put(bytes, from, count);
    }

    /** Adds four bytes, the highest first. */
    public void putInt(int value) {
        make(Integer.BYTES);
        buffer.putInt(value);
    }

    /**
     * Ends the frame.
     *
     * @param last whether the message ends with it
     */
    public void end(boolean last) {
        int length = buffer.position() - frame - HEADER;
        int header = length <= 125 ? SHORT_HEADER : length <= 0xFFFF ? HEADER : LONG_HEADER;
        if (header != HEADER) {
            make(LONG_HEADER - HEADER);
            buffer.put(frame + header, buffer, frame + HEADER, length);
            buffer.position(frame + header + length);
        }
        buffer.put(frame, (byte) ((last ? FIN : 0) | kind.opcode));
        if (header == SHORT_HEADER) {
            buffer.put(frame + 1, (byte) length);
        } else if (header == HEADER) {
            buffer.put(frame + 1, (byte) 126).putShort(frame + 2, (short) length);
        } else {
            buffer.put(frame + 1, (byte) 127).putLong(frame + 2, length);
        }
    }

    private void make(int room) {
        if (buffer.remaining() < room) {
            int bytes = Math.addExact(buffer.position(), room);
            buffer = ByteBuffer.allocate(Math.max(bytes, Math.multiplyExact(2, buffer.capacity())))
                    .put(buffer.flip());
        }
    }

    /** All of it, to be written. */
    ByteBuffer wire() {
        return buffer.duplicate().flip();
    }
}
