package dev.porchlight.sim.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** One WebSocket frame, RFC 6455 section 5.2. Immutable by agreement: nobody writes into a payload. */
public final class Frame {
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final int MAX_HEADER_BYTES = 14;

    private final boolean fin;
    private final int opcode;
    private final byte[] payload;

    private Frame(boolean fin, int opcode, byte[] payload) {
        this.fin = fin;
        this.opcode = opcode;
        this.payload = payload;
    }

    public static Frame of(boolean fin, int opcode, byte[] payload) {
        return new Frame(fin, opcode, payload);
    }

    public static Frame text(String text) {
        return new Frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame binary(byte[] payload) {
        return new Frame(true, BINARY, payload);
    }

    public static Frame ping(byte[] payload) {
        return new Frame(true, PING, payload);
    }

    public static Frame pong(byte[] payload) {
        return new Frame(true, PONG, payload);
    }

    /** A close frame with a code from 1000 to 4999. */
    public static Frame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(2 + Math.min(text.length, 123));
        payload.putShort((short) code).put(text, 0, payload.capacity() - 2);
        return new Frame(true, CLOSE, payload.array());
    }

    public boolean fin() {
        return fin;
    }

    public int opcode() {
        return opcode;
    }

    public byte[] payload() {
        return payload;
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame; 1005 when it carries none. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }

    /** As a server sends it. */
    public byte[] unmasked() {
        return encode(0, false);
    }

    /** As a client sends it, under a fresh random mask. */
    public byte[] masked() {
        return encode(ThreadLocalRandom.current().nextInt(), true);
    }

    /** As a client sends it, under that mask: its most significant byte is sent first. */
    public byte[] masked(int mask) {
        return encode(mask, true);
    }

    private byte[] encode(int mask, boolean masked) {
        ByteBuffer out = ByteBuffer.allocate(MAX_HEADER_BYTES + payload.length);
        out.put((byte) ((fin ? 0x80 : 0) | opcode));
        int maskBit = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.put((byte) (maskBit | payload.length));
        } else if (payload.length <= 0xFFFF) {
            out.put((byte) (maskBit | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (maskBit | 127)).putLong(payload.length);
        }
        if (masked) {
            out.putInt(mask);
            for (int i = 0; i < payload.length; i++) {
                out.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
            }
        } else {
            out.put(payload);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
