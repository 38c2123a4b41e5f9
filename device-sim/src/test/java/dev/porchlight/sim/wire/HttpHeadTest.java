package dev.porchlight.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpHeadTest {
    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aHeadEndsAtItsBlankLineAndTheRestStays() {
        ByteBuffer in = bytes("GET / HTTP/1.1\r\nHost: a:1\r\nX-Two:  b \r\n\r\nrest");
        HttpHead head = HttpHead.read(in).orElseThrow();
        assertThat(head.startLine()).isEqualTo("GET / HTTP/1.1");
        assertThat(head.header("host")).isEqualTo("a:1");
        assertThat(head.header("x-two")).isEqualTo("b");
        assertThat(head.header("absent")).isEmpty();
        assertThat(in.remaining()).isEqualTo(4);
    }

    @Test
    void anUnfinishedHeadIsLeftWhereItIs() {
        ByteBuffer in = bytes("GET / HTTP/1.1\r\nHost: a:1\r\n\r");
        assertThat(HttpHead.read(in)).isEmpty();
        assertThat(in.position()).isZero();
    }

    @Test
    void theAcceptKeyIsTheRfcs() {
        assertThat(AcceptKey.of("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
