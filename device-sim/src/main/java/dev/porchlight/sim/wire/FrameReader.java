package dev.porchlight.sim.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Takes whole WebSocket frames out of received bytes.
 *
 * <p>Stateless and safe for any thread: an unfinished frame leaves the buffer as it was.
 */
public final class FrameReader {
    private FrameReader() {}

    /**
     * Reads one frame at the buffer's position.
     *
     * @param fromClient whether the peer has to mask (clients must, servers must not)
     * @param maxPayloadBytes what a payload may hold at most
     * @return empty while the frame is not whole yet; the position is then unchanged
     * @throws BadFrame for anything RFC 6455 forbids, with the close code that answers it
     */
    public static Optional<Frame> read(ByteBuffer in, boolean fromClient, int maxPayloadBytes) {
        int start = in.position();
        Frame frame = readWhole(in, fromClient, maxPayloadBytes);
        if (frame == null) {
            in.position(start);
        }
        return Optional.ofNullable(frame);
    }

    private static Frame readWhole(ByteBuffer in, boolean fromClient, int maxPayloadBytes) {
        if (in.remaining() < 2) {
            return null;
        }
        int first = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        boolean masked = (second & 0x80) != 0;
        checkHead(first, masked, fromClient);
        long length = second & 0x7F;
        boolean control = (first & 0x08) != 0;
        if (control && (length > 125 || (first & 0x80) == 0)) {
            throw new BadFrame(1002, "a control frame is fragmented or longer than 125 bytes");
        }
        if (length == 126) {
            if (in.remaining() < 2) {
                return null;
            }
            length = in.getShort() & 0xFFFF;
        } else if (length == 127) {
            if (in.remaining() < 8) {
                return null;
            }
            length = in.getLong();
        }
        if (length < 0 || length > maxPayloadBytes) {
            throw new BadFrame(1009, "a frame of " + length + " bytes, at most " + maxPayloadBytes + " are taken");
        }
        int need = (int) length + (masked ? 4 : 0);
        if (in.remaining() < need) {
            return null;
        }
        int mask = masked ? in.getInt() : 0;
        byte[] payload = new byte[(int) length];
        in.get(payload);
        if (masked) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
            }
        }
        return Frame.of((first & 0x80) != 0, first & 0x0F, payload);
    }

    private static void checkHead(int first, boolean masked, boolean fromClient) {
        int opcode = first & 0x0F;
        if ((first & 0x70) != 0) {
            throw new BadFrame(1002, "a reserved bit is set");
        }
        if ((opcode > Frame.BINARY && opcode < Frame.CLOSE) || opcode > Frame.PONG) {
            throw new BadFrame(1002, "opcode " + opcode + " does not exist");
        }
        if (masked != fromClient) {
            throw new BadFrame(1002, fromClient ? "a client's frame is not masked" : "a server's frame is masked");
        }
    }
}
