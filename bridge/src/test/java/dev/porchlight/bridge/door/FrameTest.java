package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static String ascii(ByteBuffer... parts) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part : parts) {
            text.append(StandardCharsets.ISO_8859_1.decode(part));
        }
        return text.toString();
    }

    /** A head of its own, a shared body in direct memory, and one of nothing between them. */
    private static Frame inParts() {
        ByteBuffer body = ByteBuffer.allocateDirect(4)
                .put(new byte[] {'b', 'o', 'd', 'y'})
                .flip();
        return Frame.text(ByteBuffer.wrap(new byte[] {'h', '-'}), ByteBuffer.allocate(0), body);
    }

    @Test
    void whatAKernelTookIsLeftOutOfTheRestWhereverItStopped() {
        Frame frame = inParts();
        String whole = "\u0081\u0006h-body";
        for (int taken = 0; taken <= frame.bytes(); taken++) {
            assertThat(ascii(frame.buffersFrom(taken))).isEqualTo(whole.substring(taken));
        }
        assertThat(ascii(frame.buffers())).as("the frame itself is as it was").isEqualTo(whole);
    }

    @Test
    void aCopyIsTheWholeFrameAndLeavesItAsItWas() {
        Frame frame = inParts();
        for (int i = 0; i < 2; i++) {
            ByteBuffer copy = ByteBuffer.allocateDirect(frame.bytes());
            frame.copyTo(copy);
            assertThat(ascii(copy.flip())).isEqualTo("\u0081\u0006h-body");
        }
    }
}
