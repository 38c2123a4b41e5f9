package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;

/**
 * Java-WebSocket's RFC 6455 codec without its server: one for the whole loop, given one whole, masked, length-checked
 * frame at a time. So it holds no state between calls, allocates no more than the frame, and none of the hazards of its
 * reader (endless continuations, a buffer of the declared length, unmasked frames) can be reached. Door loop only.
 */
final class FrameCodec {

    private static final String KEY_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final CloseFrame EMPTY_CLOSE = new CloseFrame();

    static {
        EMPTY_CLOSE.setCode(CloseCode.NO_STATUS);
    }

    private final Draft_6455 draft = new Draft_6455();
    private final MessageDigest sha1 = sha1(); // looked up once, not ten thousand times in a storm

    /**
     * The Sec-WebSocket-Accept of a key (RFC 6455 §4.2.2). The library computes it only together with a Date header that
     * nobody asked for, which is most of a handshake's cost when ten thousand boards come back at once.
     */
    String accept(String key) {
        byte[] digest = sha1.digest((key + KEY_GUID).getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /**
     * Decodes one frame. Of a close frame the code is right, 1005 for an empty one, and the payload is not: 1.6.0 gives
     * the one of a fresh frame, and reads an empty one as 1000.
     *
     * @param frame exactly one frame as the peer sent it
     * @throws ProtocolViolation with the close code that RFC 6455 wants
     */
    Framedata decode(ByteBuffer frame) throws ProtocolViolation {
        if ((frame.get(0) & 0x0F) == Frame.OP_CLOSE && (frame.get(1) & 0x7F) == 0) {
            return EMPTY_CLOSE;
        }
        try {
            List<Framedata> frames = draft.translateFrame(frame);
            if (frames.size() != 1) {
                throw new IllegalStateException("one frame in, " + frames.size() + " out");
            }
            return frames.getFirst();
        } catch (InvalidDataException e) {
            throw new ProtocolViolation(e.getCloseCode(), e.getMessage());
        } catch (NullPointerException e) {
            // What 1.6.0 has to say of a close reason that is not UTF-8 (CloseFrame.isValid).
            throw new ProtocolViolation(CloseCode.BAD_DATA, "close reason is not UTF-8");
        } catch (RuntimeException e) {
            throw new ProtocolViolation(CloseCode.INTERNAL_ERROR, "undecodable frame: " + e);
        }
    }
}
