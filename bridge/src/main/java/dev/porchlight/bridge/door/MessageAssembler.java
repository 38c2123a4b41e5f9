package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.Framedata;

/**
 * Puts a message's fragments together (RFC 6455 §5.4) and counts them against the message cap. Door loop only.
 *
 * <p>The library's own assembler counts the first and the last fragment only: endless ones in between fill the heap.
 */
final class MessageAssembler {

    private int cap;
    private byte[] bytes;
    private int length;
    private Opcode opcode; // null between messages

    MessageAssembler(int cap) {
        this.cap = cap;
    }

    void cap(int newCap) {
        if (newCap < 1) {
            throw new IllegalArgumentException("a message cap is at least 1");
        }
        cap = newCap;
    }

    /** How many bytes the next data frame may bring. */
    int room() {
        return Math.max(0, cap - length);
    }

    /** Adds a data frame; true when a message is complete. */
    boolean add(Framedata frame) throws ProtocolViolation {
        boolean continuation = frame.getOpcode() == Opcode.CONTINUOUS;
        if (continuation == (opcode == null)) {
            throw new ProtocolViolation(
                    CloseCode.PROTOCOL_ERROR, continuation ? "continuation of nothing" : "a message inside a message");
        }
        if (!continuation) {
            opcode = frame.getOpcode();
        }
        ByteBuffer payload = frame.getPayloadData();
        int more = payload.remaining();
        if (bytes == null) {
            bytes = new byte[more];
        } else if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(cap, Math.max(length + more, 2 * bytes.length)));
        }
        payload.get(bytes, length, more);
        length += more;
        return frame.isFin();
    }

    boolean isText() {
        return opcode == Opcode.TEXT;
    }

    /** The message as text. */
    String takeText() throws ProtocolViolation {
        try {
            // A new decoder reports what is malformed, where new String() would replace it.
            return StandardCharsets.UTF_8.newDecoder().decode(takeBytes()).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolViolation(CloseCode.BAD_DATA, "text is not UTF-8");
        }
    }

    ByteBuffer takeBytes() {
        ByteBuffer message = ByteBuffer.wrap(bytes, 0, length);
        clear();
        return message;
    }

    void clear() {
        bytes = null;
        length = 0;
        opcode = null;
    }
}
