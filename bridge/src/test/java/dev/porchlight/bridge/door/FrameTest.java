package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    @Test
    void aCloseSaysWhyInItsOwnWords() {
        assertThat(ascii(Frame.close(4004, "unknown_opcode").buffers()))
                .isEqualTo("\u0088\u0010\u000f\u00a4unknown_opcode");
        assertThatThrownBy(() -> Frame.close(4004, "x".repeat(124))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBinaryMessageSaysThatItIsOne() {
        assertThat(ascii(Frame.binary(ByteBuffer.wrap(new byte[] {'x'})).buffers()))
                .isEqualTo("\u0082\u0001x");
    }

    @Test
    void aBatchIsItsFramesWhateverTheirLength() {
        Batch batch = new Batch(300);
        for (int round = 0; round < 2; round++) { // the second has to find it as it was
            StringBuilder wanted = new StringBuilder();
            batch.clear();
            assertThat(batch.isEmpty()).isTrue();
            for (int length : new int[] {0, 125, 126, 65_535, 65_536, 5}) {
                byte[] payload = new byte[length];
                Arrays.fill(payload, (byte) ('a' + length % 7));
                batch.begin(Batch.Kind.TEXT);
                batch.put(payload);
                batch.end(true);
                wanted.append(
                        ascii(Frame.of(Frame.OP_TEXT, ByteBuffer.wrap(payload)).buffers()));
            }
            batch.begin(Batch.Kind.BINARY);
            batch.putInt(0x01020304);
            batch.end(false);
            batch.begin(Batch.Kind.CONTINUATION);
            batch.put(new byte[] {'x', 'y', 'z'}, 1, 1);
            batch.end(true);
            wanted.append("\u0002\u0004\u0001\u0002\u0003\u0004\u0080\u0001y");
            assertThat(ascii(batch.wire())).isEqualTo(wanted.toString());
            assertThat(batch.bytes()).isEqualTo(wanted.length());
        }
    }
}
