package dev.porchlight.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void theExamplesOfRfc6455AreRead() {
        assertThat(FrameReader.read(hex("810548656c6c6f"), false, 100)
                        .orElseThrow()
                        .text())
                .isEqualTo("Hello");
        assertThat(FrameReader.read(hex("818537fa213d7f9f4d5158"), true, 100)
                        .orElseThrow()
                        .text())
                .isEqualTo("Hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void everyLengthFormGoesThereAndBack(int length) {
        byte[] payload = new byte[length];
        java.util.Arrays.fill(payload, (byte) 7);
        Frame frame = Frame.binary(payload);
        assertThat(FrameReader.read(ByteBuffer.wrap(frame.unmasked()), false, 100_000)
                        .orElseThrow()
                        .payload())
                .isEqualTo(payload);
        assertThat(FrameReader.read(ByteBuffer.wrap(frame.masked()), true, 100_000)
                        .orElseThrow()
                        .payload())
                .isEqualTo(payload);
    }

    @Test
    void anUnfinishedFrameLeavesTheBufferAsItWas() {
        byte[] whole = Frame.binary(new byte[300]).masked();
        for (int n = 0; n < whole.length; n++) {
            ByteBuffer part = ByteBuffer.wrap(whole, 0, n);
            assertThat(FrameReader.read(part, true, 1000)).isEmpty();
            assertThat(part.position()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c100, 1002, a reserved bit",
        "8300, 1002, an opcode that does not exist",
        "8b00, 1002, a control opcode that does not exist",
        "0900, 1002, a fragmented ping",
        "897e007e, 1002, a ping of 126 bytes",
        "818000000000, 1002, a masked frame of a server",
        "8165, 1009, 101 bytes where 100 are taken",
        "817fffffffffffffffff, 1009, a negative length"
    })
    void whatRfc6455ForbidsHasItsCloseCode(String hex, int code, String what) {
        assertThatThrownBy(() -> FrameReader.read(hex(hex), false, 100))
                .as(what)
                .isInstanceOfSatisfying(
                        BadFrame.class, e -> assertThat(e.closeCode()).isEqualTo(code));
    }

    @Test
    void aCloseFrameTellsItsCodeAndCutsAReasonThatIsTooLong() {
        Frame close = Frame.close(4014, "x".repeat(200));
        assertThat(close.closeCode()).isEqualTo(4014);
        assertThat(close.payload()).hasSize(125);
        assertThat(Frame.of(true, Frame.CLOSE, new byte[0]).closeCode()).isEqualTo(1005);
    }
}
