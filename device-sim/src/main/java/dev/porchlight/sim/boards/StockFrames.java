package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.Frame;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * WebSocket frames as arduinoWebSockets 2.7.1 writes and reads them, which is not quite as RFC 6455 has it: reserved bits,
 * masked server frames and long or fragmented control frames pass; an empty payload goes out under a mask of zeros.
 *
 * <p>Stateless.
 */
final class StockFrames {
    static final int MAX_PAYLOAD_BYTES = 15 * 1024;
    private static final int MASK_BOUND = 255; // the library draws each byte below 0xFF

    private StockFrames() {}

    /** The frame cannot be taken: the board closes with that code. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int closeCode;

        Refused(int closeCode, String why) {
            super(why, null, false, false);
            this.closeCode = closeCode;
        }

        int closeCode() {
            return closeCode;
        }
    }

    static byte[] write(Frame frame) {
        return frame.masked(frame.payload().length == 0 ? 0 : mask());
    }

    private static int mask() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int mask = 0;
        for (int i = 0; i < 4; i++) {
            mask = mask << 8 | random.nextInt(MASK_BOUND);
        }
        return mask;
    }

    /** The key of a handshake: 16 bytes, drawn as masks are. */
    static byte[] nonce() {
        byte[] nonce = new byte[16];
        for (int i = 0; i < nonce.length; i++) {
            nonce[i] = (byte) ThreadLocalRandom.current().nextInt(MASK_BOUND);
        }
        return nonce;
    }

    /**
     * Takes one frame off the buffer; empty, and the buffer unchanged, while it is not whole.
     *
     * @throws Refused for more than {@value #MAX_PAYLOAD_BYTES} bytes, as soon as the length is there, and for an unknown opcode
     */
    static Optional<Frame> read(ByteBuffer in) {
        int start = in.position();
        Frame frame = readWhole(in);
        if (frame == null) {
            in.position(start);
        }
        return Optional.ofNullable(frame);
    }

    private static Frame readWhole(ByteBuffer in) {
        if (in.remaining() < 2) {
            return null;
        }
        int first = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        long length = second & 0x7F;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (in.remaining() < more) {
            return null;
        }
        if (more > 0) {
            length = more == 2 ? in.getShort() & 0xFFFF : in.getLong();
        }
        if (length < 0 || length > MAX_PAYLOAD_BYTES) {
            throw new Refused(1009, "a frame of more than " + MAX_PAYLOAD_BYTES + " bytes");
        }
        boolean masked = (second & 0x80) != 0;
        if (in.remaining() < length + (masked ? 4 : 0)) {
            return null;
        }
        int mask = masked ? in.getInt() : 0;
        byte[] payload = new byte[(int) length];
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        int opcode = first & 0x0F;
        if ((opcode > Frame.BINARY && opcode < Frame.CLOSE) || opcode > Frame.PONG) {
            throw new Refused(1002, "opcode " + opcode + " does not exist");
        }
        return Frame.of((first & 0x80) != 0, opcode, payload);
    }
}
