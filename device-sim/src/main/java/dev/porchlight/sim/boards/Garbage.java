package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What a board with broken memory says: seeded, so that it can be said again. Stateless. */
final class Garbage {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    /** A frame that RFC 6455 forbids, in one way each. */
    private enum Broken {
        UNMASKED,
        RESERVED_BIT,
        UNKNOWN_OPCODE,
        FRAGMENTED_PING,
        LONG_PING,
        CONTINUATION_OF_NOTHING,
        CLOSE_OF_ONE_BYTE,
        NOT_UTF_8,
        ENDLESS
    }

    private Garbage() {}

    static byte[] bytes(long seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] frames(long seed, int count) {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Broken[] ways = Broken.values();
        for (int i = 0; i < count; i++) {
            out.writeBytes(frame(ways[random.nextInt(ways.length)], random.nextInt()));
        }
        return out.toByteArray();
    }

    private static byte[] frame(Broken how, int mask) {
        return switch (how) {
            case UNMASKED -> Frame.text("hello").unmasked();
            case RESERVED_BIT -> {
                byte[] frame = Frame.text("hello").masked(mask);
                frame[0] |= 0x40;
                yield frame;
            }
            case UNKNOWN_OPCODE -> Frame.of(true, 0x3, HELLO).masked(mask);
            case FRAGMENTED_PING -> Frame.of(false, Frame.PING, HELLO).masked(mask);
            case LONG_PING -> Frame.ping(new byte[126]).masked(mask);
            case CONTINUATION_OF_NOTHING ->
                Frame.of(true, Frame.CONTINUATION, HELLO).masked(mask);
            case CLOSE_OF_ONE_BYTE ->
                Frame.of(true, Frame.CLOSE, new byte[] {3}).masked(mask);
            case NOT_UTF_8 ->
                Frame.of(true, Frame.TEXT, new byte[] {(byte) 0xC3, 0x28}).masked(mask);
            case ENDLESS -> new byte[] {(byte) 0x82, (byte) 0xFF, 0x7F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0};
        };
    }
}
