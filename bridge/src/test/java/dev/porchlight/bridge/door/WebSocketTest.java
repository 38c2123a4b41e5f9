package dev.porchlight.bridge.door;

import static dev.porchlight.bridge.door.RawWebSocket.BINARY;
import static dev.porchlight.bridge.door.RawWebSocket.CLOSE;
import static dev.porchlight.bridge.door.RawWebSocket.CONTINUATION;
import static dev.porchlight.bridge.door.RawWebSocket.PING;
import static dev.porchlight.bridge.door.RawWebSocket.PONG;
import static dev.porchlight.bridge.door.RawWebSocket.TEXT;
import static dev.porchlight.bridge.door.RawWebSocket.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Framing and messages (RFC 6455 §5 and §8.1). */
class WebSocketTest {

    private static final int CAP = 70_000;

    private final RecordingHandler handler = new RecordingHandler() {
        @Override
        protected void on(Socket socket, String call) {
            if (call.startsWith("text ")) {
                socket.send(Frame.text(call.substring(5)));
            } else if (call.startsWith("binary ")) {
                socket.send(Frame.text(Integer.toString((call.length() - 7) / 2)));
            }
        }
    };
    private TestDoor door;
    private RawWebSocket peer;

    @BeforeEach
    void open() throws Exception {
        door = TestDoor.open(new Routes().webSocket("/ws", new TestEndpoint(TestEndpoint.limits(CAP), () -> handler)));
        peer = door.webSocket("/ws");
        assertThat(handler.next()).isEqualTo("opened");
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        door.close();
        assertThat(door.deaths()).isEmpty();
        assertThat(door.counts().handlerErrors()).isZero();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, CAP})
    void everyLengthFormGoesBothWays(int length) throws IOException {
        String text = "é".repeat(length / 2) + (length % 2 == 0 ? "" : "x");
        assertThat(peer.say(text).hear()).isEqualTo(text);
        assertThat(peer.send(frame(true, BINARY, new byte[length])).hear()).isEqualTo(Integer.toString(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64})
    void framesMayBeCutAnywhere(int size) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(RawWebSocket.text("short"));
        all.writeBytes(frame(true, PING, utf8("p")));
        all.writeBytes(frame(false, TEXT, utf8("x".repeat(300))));
        all.writeBytes(frame(true, CONTINUATION, utf8("y")));
        all.writeBytes(RawWebSocket.text(""));
        byte[] bytes = all.toByteArray();
        for (int at = 0; at < bytes.length; at += size) {
            peer.send(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        assertThat(peer.hear()).isEqualTo("short");
        assertThat(peer.receive().first()).isEqualTo(0x80 | PONG);
        assertThat(peer.hear()).isEqualTo("x".repeat(300) + "y");
        assertThat(peer.hear()).isEmpty();
    }

    @Test
    void manyFramesInOneSegment() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 2_000; i++) {
            all.writeBytes(RawWebSocket.text("m" + i));
        }
        peer.send(all.toByteArray());
        for (int i = 0; i < 2_000; i++) {
            assertThat(peer.hear()).isEqualTo("m" + i);
        }
    }

    @Test
    void controlFramesMayStandBetweenFragments() throws IOException {
        peer.send(
                frame(false, TEXT, utf8("a")),
                frame(true, PING, utf8("one")),
                frame(false, CONTINUATION, utf8("")),
                frame(true, PONG, utf8("unasked")),
                frame(true, CONTINUATION, utf8("b")));
        RawWebSocket.Received pong = peer.receive();
        assertThat(pong.first()).isEqualTo(0x80 | PONG);
        assertThat(pong.text()).isEqualTo("one");
        assertThat(peer.hear()).isEqualTo("ab");
    }

    /** RFC 6455 §5.5.3 lets us; a pong for each of 2,700 pings in one read would cost everyone else their turn. */
    @Test
    void aFloodOfPingsIsAnsweredSparselyAndTheNewestAlways() throws Exception {
        int pings = 20_000;
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 1; i <= pings; i++) {
            flood.writeBytes(frame(true, PING, utf8(String.format("%05d", i))));
        }
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                peer.send(flood.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        int pongs = 0;
        String last = "";
        while (!last.equals("20000")) {
            last = peer.receive().text();
            pongs++;
        }
        assertThat(sender.join(Duration.ofSeconds(10))).isTrue();
        assertThat(pongs).isLessThan(pings / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void pingsAreEchoed(int length) throws IOException {
        peer.send(frame(true, PING, new byte[length]));
        RawWebSocket.Received pong = peer.receive();
        assertThat(pong.first()).isEqualTo(0x80 | PONG);
        assertThat(pong.payload().remaining()).isEqualTo(length);
    }

    /** A code point may be split at every byte of it (RFC 6455 §5.6: only the whole message has to be valid). */
    @ParameterizedTest(name = "split after {0} bytes")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void textMayBeSplitInsideACodePoint(int at) throws IOException {
        byte[] text = utf8("aé€😀b");
        peer.send(
                frame(false, TEXT, java.util.Arrays.copyOf(text, at)),
                frame(true, CONTINUATION, java.util.Arrays.copyOfRange(text, at, text.length)));
        assertThat(peer.hear()).isEqualTo("aé€😀b");
    }

    /** Autobahn 6.*: what is not UTF-8. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "lone continuation byte,    80",
        "truncated,                 61 e2 82",
        "overlong slash,            c0 af",
        "overlong three bytes,      e0 80 af",
        "surrogate,                 ed a0 80",
        "over U+10FFFF,             f4 90 80 80",
        "0xFF,                      ff",
        "six-byte form,             fc 80 80 80 80 af",
        "Markus Kuhn's,             ce ba e1 bd b9 cf 83 ed a0 80 65",
    })
    void textThatIsNotUtf8Is1007(String name, String bytes) throws Exception {
        peer.send(frame(true, TEXT, hex(bytes)));
        peer.assertClosedWith(1007);
        assertThat(handler.next()).isEqualTo("closed protocol_error");
    }

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource({"61 e2 82, 61", "e2, 28 a1", "ff, 61", "f0 9f, 98"})
    void fragmentsThatAreNotUtf8TogetherAre1007(String first, String second) throws Exception {
        peer.send(frame(false, TEXT, hex(first)));
        try {
            peer.send(frame(true, CONTINUATION, hex(second)));
        } catch (IOException e) {
            // refused at the first one already
        }
        assertThat(peer.receive().closeCode()).isEqualTo(1007);
        assertThat(handler.next()).isEqualTo("closed protocol_error");
    }

    @Test
    void binaryNeedNotBeUtf8() throws IOException {
        assertThat(peer.send(frame(true, BINARY, hex("ff fe 80"))).hear()).isEqualTo("3");
    }

    /** Frames given byte for byte; the mask is 00 00 00 00 where there is one. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "unmasked text,                     81 01 61,                            1002",
        "unmasked empty,                    81 00,                               1002",
        "RSV1,                              c1 80 00 00 00 00,                   1002",
        "RSV2,                              a1 80 00 00 00 00,                   1002",
        "RSV3,                              91 80 00 00 00 00,                   1002",
        "reserved data opcode 3,            83 80 00 00 00 00,                   1002",
        "reserved data opcode 7,            87 80 00 00 00 00,                   1002",
        "reserved control opcode 11,        8b 80 00 00 00 00,                   1002",
        "reserved control opcode 15,        8f 80 00 00 00 00,                   1002",
        "fragmented ping,                   09 80 00 00 00 00,                   1002",
        "fragmented close,                  08 80 00 00 00 00,                   1002",
        "ping of 126 bytes,                 89 fe 00 7e,                         1002",
        "close of 64 KiB,                   88 ff 00 00 00 00 00 01 00 00,       1002",
        "continuation of nothing,           80 80 00 00 00 00,                   1002",
        "unfinished continuation of nothing, 00 80 00 00 00 00,                  1002",
        "a message inside a message,        01 80 00 00 00 00 81 80 00 00 00 00, 1002",
        "length over 63 bits,               82 ff 80 00 00 00 00 00 00 00,       1002",
        "2^63-1 bytes announced,            82 ff 7f ff ff ff ff ff ff ff,       1009",
        "2^31 bytes announced,              82 ff 00 00 00 00 80 00 00 00,       1009",
        "one byte over the cap announced,   82 ff 00 00 00 00 00 01 11 71,       1009",
        "close with half a code,            88 81 00 00 00 00 03,                1002",
        "close reason not UTF-8,            88 84 00 00 00 00 03 e8 ff fe,       1007",
    })
    void violationsAreAnsweredByTheirCloseCode(String name, String bytes, int code) throws Exception {
        peer.send(hex(bytes));
        peer.assertClosedWith(code);
        assertThat(handler.next()).isEqualTo("closed protocol_error");
        assertThat(handler.pending()).isZero();
    }

    @Test
    void theCapCountsAcrossFragments() throws Exception {
        peer.send(frame(false, BINARY, new byte[CAP - 1]), frame(false, CONTINUATION, new byte[1]));
        peer.send(frame(true, CONTINUATION, new byte[0]));
        assertThat(peer.hear()).isEqualTo(Integer.toString(CAP));
        peer.send(frame(false, BINARY, new byte[CAP]), frame(false, CONTINUATION, new byte[1]));
        peer.assertClosedWith(1009);
    }

    @Test
    void endlessEmptyFragmentsHoldNothing() throws Exception {
        peer.send(frame(false, TEXT, new byte[0]));
        byte[] thousand = new byte[6 * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(frame(false, CONTINUATION, new byte[0]), 0, thousand, 6 * i, 6);
        }
        for (int i = 0; i < 100; i++) {
            peer.send(thousand);
        }
        peer.send(frame(true, CONTINUATION, utf8("end")));
        assertThat(peer.hear()).isEqualTo("end");
    }

    @Test
    void nothingIsReadBehindAClose() throws Exception {
        peer.send(RawWebSocket.close(1000), RawWebSocket.text("after"), hex("ff ff ff"));
        peer.assertClosedWith(1000);
        assertThat(handler.untilClosed()).containsExactly("closed peer_closed");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void aLegalCloseCodeIsEchoed(int code) throws Exception {
        peer.send(RawWebSocket.close(code, utf8("bye")));
        peer.assertClosedWith(code);
        assertThat(handler.next()).isEqualTo("closed peer_closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    void anIllegalCloseCodeIs1002(int code) throws Exception {
        peer.send(RawWebSocket.close(code));
        peer.assertClosedWith(1002);
        assertThat(handler.next()).isEqualTo("closed protocol_error");
    }

    @Test
    void anEmptyCloseIsAnsweredByAnEmptyOne() throws Exception {
        peer.send(frame(true, CLOSE, new byte[0]));
        peer.assertClosedWith(1005);
        assertThat(handler.next()).isEqualTo("closed peer_closed");
    }

    @Test
    void aLongCloseReasonIsTaken() throws Exception {
        peer.send(RawWebSocket.close(1000, new byte[123]));
        peer.assertClosedWith(1000);
    }

    @Test
    void aFrameMadeOfPartsArrivesAsOneMessage() throws Exception {
        ByteBuffer shared = ByteBuffer.allocateDirect(70_000);
        while (shared.hasRemaining()) {
            shared.put((byte) 'b');
        }
        Frame frame = Frame.text(ByteBuffer.wrap(utf8("head ")), shared.flip(), ByteBuffer.allocate(0));
        for (int i = 0; i < 3; i++) {
            door.door().onLoop(() -> handler.socket().send(frame));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(peer.hear()).isEqualTo("head " + "b".repeat(70_000));
        }
        assertThat(frame.bytes()).isEqualTo(10 + 5 + 70_000);
    }
}
