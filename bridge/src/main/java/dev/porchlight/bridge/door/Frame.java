package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One WebSocket message as it goes over the wire, encoded once and written to any number of sockets: unmasked, final,
 * uncompressed (RFC 6455 §5.2). The payload may come in parts, so that a message made of a head of its own and a body
 * shared with others is never copied together.
 *
 * <p>Immutable and safe to share between threads: whoever writes it works on duplicates of its buffers.
 */
public final class Frame {

    static final int OP_TEXT = 0x1;
    static final int OP_BINARY = 0x2;
    static final int OP_CLOSE = 0x8;
    static final int OP_PING = 0x9;
    static final int OP_PONG = 0xA;
    private static final int FIN = 0x80;

    /** A control frame has at most 125 bytes (RFC 6455 §5.5), and the code takes two. */
    private static final int MAX_REASON_BYTES = 123;

    private final ByteBuffer[] parts;
    private final int bytes;

    private Frame(ByteBuffer[] parts) {
        this.parts = parts;
        int sum = 0;
        for (ByteBuffer part : parts) {
            sum += part.remaining();
        }
        this.bytes = sum;
    }

    /** A text message. */
    public static Frame text(String text) {
        return text(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A text message whose UTF-8 payload is these parts, one behind the other. A single part on the heap is copied; any
     * other is kept, and its bytes must not change from now on.
     */
    public static Frame text(ByteBuffer... payload) {
        return of(OP_TEXT, payload);
    }

    /** A binary message, whose payload is these parts as in {@link #text(ByteBuffer...)}. */
    public static Frame binary(ByteBuffer... payload) {
        return of(OP_BINARY, payload);
    }

    static Frame of(int opcode, ByteBuffer... payload) {
        int length = 0;
        for (ByteBuffer part : payload) {
            length = Math.addExact(length, part.remaining());
        }
        if (payload.length == 1 && !payload[0].isDirect()) {
            // On the heap: the JDK's copy at each write costs less than direct memory, which only a collection frees.
            ByteBuffer whole = ByteBuffer.allocate(headerBytes(length) + length);
            putHeader(whole, opcode, length);
            whole.put(payload[0].duplicate()).flip();
            return new Frame(new ByteBuffer[] {whole});
        }
        ByteBuffer[] all = new ByteBuffer[payload.length + 1];
        all[0] = ByteBuffer.allocate(headerBytes(length));
        putHeader(all[0], opcode, length);
        all[0].flip();
        for (int i = 0; i < payload.length; i++) {
            all[i + 1] = payload[i].slice();
        }
        return new Frame(all);
    }

    /**
     * A close frame; 1005 (RFC 6455 §7.4.1: "no status") stands for an empty one.
     *
     * @throws IllegalArgumentException for a code that must not be on the wire
     */
    static Frame close(int code) {
        return close(code, "");
    }

    /** A close frame that says why; a reason over 123 bytes of UTF-8 is an {@link IllegalArgumentException}. */
    static Frame close(int code, String reason) {
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        if (why.length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("a reason has at most " + MAX_REASON_BYTES + " bytes");
        }
        if (code == CloseCode.NO_STATUS) {
            return of(OP_CLOSE, ByteBuffer.allocate(0));
        }
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException("close code " + code);
        }
        return of(
                OP_CLOSE,
                ByteBuffer.allocate(2 + why.length)
                        .putShort((short) code)
                        .put(why)
                        .flip());
    }

    private static int headerBytes(int length) {
        return length <= 125 ? 2 : length <= 0xFFFF ? 4 : 10;
    }

    private static void putHeader(ByteBuffer to, int opcode, int length) {
        to.put((byte) (FIN | opcode));
        if (length <= 125) {
            to.put((byte) length);
        } else if (length <= 0xFFFF) {
            to.put((byte) 126).putShort((short) length);
        } else {
            to.put((byte) 127).putLong(length);
        }
    }

    /** Messages that go out in one write, in this order; to the peer they are what they were. */
    public static Frame together(Frame... messages) {
        List<ByteBuffer> all = new ArrayList<>();
        for (Frame message : messages) {
            Collections.addAll(all, message.buffers());
        }
        int sum = all.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer whole = ByteBuffer.allocate(sum);
        all.forEach(whole::put);
        return new Frame(new ByteBuffer[] {whole.flip()});
    }

    /** Size on the wire, header included. */
    public int bytes() {
        return bytes;
    }

    /** Puts all of it into a buffer that has room. */
    void copyTo(ByteBuffer buffer) {
        for (ByteBuffer part : parts) {
            buffer.put(buffer.position(), part, part.position(), part.remaining());
            buffer.position(buffer.position() + part.remaining());
        }
    }

    /** Buffers of one's own over what comes after the first bytes. */
    ByteBuffer[] buffersFrom(int taken) {
        ByteBuffer[] own = buffers();
        int skip = taken;
        for (ByteBuffer part : own) {
            int here = Math.min(skip, part.remaining());
            part.position(part.position() + here);
            skip -= here;
        }
        return own;
    }

    /** Buffers of one's own over the shared bytes, for one write. */
    ByteBuffer[] buffers() {
        ByteBuffer[] own = new ByteBuffer[parts.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = parts[i].duplicate();
        }
        return own;
    }
}
