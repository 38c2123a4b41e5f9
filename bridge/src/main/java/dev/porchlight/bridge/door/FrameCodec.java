package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;

/**
 * Java-WebSocket's RFC 6455 codec without its server: one for the whole loop, given one whole, masked, length-checked
 * frame at a time. So it holds no state between calls, allocates no more than the frame, and none of the hazards of its
 * reader (endless continuations, a buffer of the declared length, unmasked frames) can be reached.
 */
final class FrameCodec {

    private static final CloseFrame EMPTY_CLOSE = new CloseFrame();

    static {
        EMPTY_CLOSE.setCode(CloseCode.NO_STATUS);
    }

    private final Draft_6455 draft = new Draft_6455();

    /** The Sec-WebSocket-Accept of a key (RFC 6455 §4.2.2). */
    String accept(String key) {
        HandshakeImpl1Client request = new HandshakeImpl1Client();
        request.put("Sec-WebSocket-Key", key);
        HandshakeImpl1Server response = new HandshakeImpl1Server();
        try {
            draft.postProcessHandshakeResponseAsServer(request, response);
        } catch (InvalidHandshakeException e) {
            throw new IllegalArgumentException(e);
        }
        return response.getFieldValue("Sec-WebSocket-Accept");
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
