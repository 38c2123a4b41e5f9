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
 * <p>Invariant: the account holds what the array is long.
 *
 * <p>The library's own assembler counts the first and the last fragment only: endless ones in between fill the heap.
 */
final class MessageAssembler {

    private static final byte[] NOTHING = {};

    private final Budget.Account account;
    private int cap;
    private byte[] bytes = NOTHING;
    private int length;
    private Opcode opcode; // null between messages

    MessageAssembler(int cap, Budget.Account account) {
        this.cap = cap;
        this.account = account;
    }

    /** @param newCap at least 1 */
    void cap(int newCap) {
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
        if (length + more > bytes.length) {
            int size = Math.min(cap, Math.max(length + more, 2 * bytes.length));
            if (!account.reserve(size - bytes.length)) {
                throw ProtocolViolation.noRoom();
            }
            bytes = Arrays.copyOf(bytes, size);
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
        account.release(bytes.length);
        bytes = NOTHING;
        length = 0;
        opcode = null;
    }
}
