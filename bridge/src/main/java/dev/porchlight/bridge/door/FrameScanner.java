package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;

/**
 * Looks at a frame's header before any of its payload is kept (RFC 6455 §5.2, in its order): what is refused here costs
 * no more than its header. Stateless.
 */
final class FrameScanner {

    private FrameScanner() {}

    /**
     * The length of the frame at the buffer's position, header included, or -1 when its header is not complete. The
     * buffer is not moved.
     *
     * @param payloadCap the most bytes a data frame may still bring
     */
    static int frameLength(ByteBuffer in, int payloadCap) throws ProtocolViolation {
        if (in.remaining() < 2) {
            return -1;
        }
        int first = in.get(in.position()) & 0xFF;
        int second = in.get(in.position() + 1) & 0xFF;
        if ((first & 0x70) != 0) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "reserved bit");
        }
        int opcode = first & 0x0F;
        boolean control = opcode >= 0x8;
        if ((opcode > 0x2 && !control) || opcode > 0xA) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "reserved opcode");
        }
        int shortLength = second & 0x7F;
        if (control && ((first & 0x80) == 0 || shortLength > 125)) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "fragmented or long control frame");
        }
        if (opcode == Frame.OP_CLOSE && shortLength == 1) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "half a close code");
        }
        if ((second & 0x80) == 0) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "unmasked frame");
        }
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (in.remaining() < 2 + lengthBytes) {
            return -1;
        }
        long payload = switch (lengthBytes) {
            case 2 -> in.getShort(in.position() + 2) & 0xFFFF;
            case 8 -> in.getLong(in.position() + 2);
            default -> shortLength;
        };
        if (payload < 0) {
            throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "length over 63 bits");
        }
        if (!control && payload > payloadCap) {
            throw new ProtocolViolation(CloseCode.TOO_BIG, "message over its cap");
        }
        return 2 + lengthBytes + 4 + (int) payload;
    }
}
