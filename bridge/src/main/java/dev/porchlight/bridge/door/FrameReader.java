package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.java_websocket.framing.Framedata;

/**
 * Cuts what arrives into whole frames, wherever the network cut it. Holds no array while nothing is left over: an idle
 * socket costs nothing here. Door loop only.
 *
 * <p>Invariant: what is kept is part of one frame that {@link FrameScanner} has let through.
 */
final class FrameReader {

    private static final byte[] NOTHING = {};

    private final FrameCodec codec;
    private byte[] kept = NOTHING; // an unfinished frame
    private int keptBytes;
    private ByteBuffer in = ByteBuffer.wrap(NOTHING);

    FrameReader(FrameCodec codec) {
        this.codec = codec;
    }

    /** Takes bytes, all of which are read by calls of {@link #next} until it returns null. */
    void feed(ByteBuffer more) {
        if (keptBytes == 0) {
            in = more;
            return;
        }
        int whole = keptBytes + more.remaining();
        if (whole > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(whole, 2 * kept.length));
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

    private void keepRest() {
        int rest = in.remaining();
        if (rest == 0) {
            kept = NOTHING;
        } else if (in.position() > 0 || keptBytes == 0) {
            byte[] fresh = new byte[rest];
            in.get(fresh);
            kept = fresh;
        }
        keptBytes = rest;
        in = ByteBuffer.wrap(NOTHING);
    }
}
