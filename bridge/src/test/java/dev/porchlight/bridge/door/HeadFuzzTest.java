package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request head, whatever it is and wherever the network cuts it, is refused or read, and what was read neither upsets
 * NanoHTTPD nor the handshake behind it.
 */
class HeadFuzzTest {

    private static final Answer ANSWER = Answer.json(200, "{}");

    private static final NanoCodec CODEC = new NanoCodec(new HttpDate(Clock.systemUTC()));

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(HeadFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void aHeadIsRefusedOrReadAlikeHoweverItIsCut(Corpus.Input input) throws IOException {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] wire) throws IOException {
        String atOnce = outcome(wire, new Random(0), Integer.MAX_VALUE);
        Random cuts = new Random(Arrays.hashCode(wire)); // of its own for each input, and the same in every replay
        assertThat(outcome(wire, cuts, 1 + cuts.nextInt(64))).isEqualTo(atOnce);
    }

    /** Feeds a head as {@link HttpStage} does. */
    private static String outcome(byte[] wire, Random cuts, int longest) throws IOException {
        RequestBuffer held = new RequestBuffer(new Budget(1 << 20, new DoorCounts()).open());
        int scanned = 0;
        int at = 0;
        try {
            while (at < wire.length) {
                int room = Math.min(DoorLimits.MAX_HEAD_BYTES - held.length(), wire.length - at);
                int count = Math.min(room, longest == Integer.MAX_VALUE ? room : 1 + cuts.nextInt(longest));
                held.add(ByteBuffer.wrap(wire, at, count), DoorLimits.MAX_HEAD_BYTES);
                at += count;
                int end = HeadParser.findEnd(held.array(), scanned, held.length());
                scanned = held.length();
                if (end >= 0) {
                    return use(HeadParser.parse(held.array(), end), held.copy(0, end));
                }
                if (held.length() >= DoorLimits.MAX_HEAD_BYTES) {
                    throw Refusal.headTooLarge(DoorLimits.MAX_HEAD_BYTES);
                }
            }
            return "more is to come";
        } catch (Refusal refusal) {
            assertThat(refusal.status()).isIn(400, 431, 501, 505);
            return refusal.status() + " " + refusal.getMessage();
        }
    }

    private static String use(RequestHead head, byte[] bytes) throws IOException {
        assertThat(head.header("transfer-encoding")).isNull();
        assertThat(head.path().chars()).noneMatch(c -> c < ' ' || c == 0x7F);
        assertThat(head.http11() && head.header("host") == null).isFalse();
        assertThat(head.contentLength()).isNotNegative();
        assertThat(head.headers("host")).hasSizeLessThan(2);
        assertThat(head.headers("content-length")).hasSizeLessThan(2);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean keep = CODEC.execute(head, bytes, out, () -> ANSWER);
        String answer = out.toString(StandardCharsets.ISO_8859_1);
        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 2\r\n");
        assertThat(answer.endsWith("\r\n\r\n{}")).isNotEqualTo(head.method().equals("HEAD"));
        return String.join("|", head.method(), head.path(), head.query(), handshake(head))
                + head.headers("connection")
                + head.contentLength()
                + head.http11()
                + keep;
    }

    private static String handshake(RequestHead head) {
        try {
            return new String(
                    Handshake.check(head).answer(new FrameCodec(), true).array(), StandardCharsets.US_ASCII);
        } catch (Refusal refusal) {
            assertThat(refusal.status()).isIn(400, 405, 426);
            return refusal.getMessage();
        }
    }
}
