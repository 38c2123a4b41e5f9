package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.java_websocket.framing.Framedata;

/**
 * Cuts what arrives into whole frames, wherever the network cut it. A socket has one only while something is left
 * over. Door loop only.
 *
 * <p>Invariant: what is kept is part of one frame that {@link FrameScanner} has let through, and the account holds as much as
 * the array is long.
 */
final class FrameReader {

    private static final byte[] NOTHING = {};
    private static final ByteBuffer NO_INPUT = ByteBuffer.wrap(NOTHING); // one for all: it has no bytes to take

    private final FrameCodec codec;
    private final Budget.Account account;
    private byte[] kept = NOTHING; // an unfinished frame
    private int keptBytes;
    private ByteBuffer in = NO_INPUT;

    FrameReader(FrameCodec codec, Budget.Account account) {
        this.codec = codec;
        this.account = account;
    }

    /** Takes bytes, all of which are read by calls of {@link #next} until it returns null. */
    void feed(ByteBuffer more) throws ProtocolViolation {
        if (keptBytes == 0) {
            in = more;
            return;
        }
        int whole = keptBytes + more.remaining();
        if (whole > kept.length) {
            int size = Math.max(whole, 2 * kept.length);
            reserve(size - kept.length);
            kept = Arrays.copyOf(kept, size);
        }
        more.get(kept, keptBytes, more.remaining());
        keptBytes = whole;
        in = ByteBuffer.wrap(kept, 0, keptBytes);
    }

    /**
     * The next whole frame, or null when more bytes are needed.
     *
     * @param payloadCap the most bytes a data frame may bring now
     */
    Framedata next(int payloadCap) throws ProtocolViolation {
        int length = FrameScanner.frameLength(in, payloadCap);
        if (length < 0 || length > in.remaining()) {
            keepRest();
            return null;
        }
        ByteBuffer frame = in.slice(in.position(), length);
        in.position(in.position() + length);
        return codec.decode(frame);
    }

    /** Whether no part of a frame is kept, so that a new reader would do as well. */
    boolean isEmpty() {
        return keptBytes == 0;
    }

    private void keepRest() throws ProtocolViolation {
        int rest = in.remaining();
        if (rest == 0) {
            account.release(kept.length);
            kept = NOTHING;
        } else if (in.position() > 0 || keptBytes == 0) {
            reserve(rest - kept.length);
            byte[] fresh = new byte[rest];
            in.get(fresh);
            kept = fresh;
        }
        keptBytes = rest;
        in = NO_INPUT;
    }

    private void reserve(int more) throws ProtocolViolation {
        if (!account.reserve(more)) {
            throw ProtocolViolation.noRoom();
        }
    }

    /** Forgets what is kept. */
    void clear() {
        account.release(kept.length);
        kept = NOTHING;
        keptBytes = 0;
        in = NO_INPUT;
    }
}
