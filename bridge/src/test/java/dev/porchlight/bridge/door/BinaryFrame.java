package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;

/** Binary messages, which no feature of ours sends. */
public final class BinaryFrame {

    private BinaryFrame() {}

    public static Frame of(ByteBuffer payload) {
        return Frame.of(Frame.OP_BINARY, payload);
    }
}
