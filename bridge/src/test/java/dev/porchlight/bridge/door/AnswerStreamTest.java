package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.util.Random;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers larger than a socket takes at once. */
class AnswerStreamTest {

    private static final byte[] LARGE = new byte[8 * 1024 * 1024];

    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(LARGE);
        door = TestDoor.open(new Routes()
                .get("/small", request -> Answer.json(200, "{}"))
                .get(
                        "/large",
                        request -> new Answer(
                                200,
                                "application/octet-stream",
                                java.util.Arrays.copyOf(
                                        LARGE,
                                        Integer.parseInt(request.parameter("n").orElseThrow())))));
    }

    @AfterEach
    void close() {
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    private static String get(int size) {
        return "GET /large?n=" + size + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 16_000, 16_383, 16_384, 16_385, 32_768, 100_000, 8 * 1024 * 1024})
    void everySizeArrivesWholeAndTheNextRequestToo(int size) throws IOException {
        try (RawClient client = RawClient.withSmallWindow(door.address())) {
            client.send(get(size) + get(1));
            assertThat(client.head()).contains("Content-Length: " + size);
            assertThat(client.bytes(size)).isEqualTo(java.util.Arrays.copyOf(LARGE, size));
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aWaitingAnswerHoldsUpNobodyElse() throws IOException {
        try (RawClient slow = RawClient.withSmallWindow(door.address());
                RawClient other = door.client()) {
            slow.send(get(LARGE.length));
            slow.head();
            for (int i = 0; i < 100; i++) {
                assertThat(other.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n")
                                .answer()
                                .status())
                        .isEqualTo(200);
            }
            assertThat(door.counts().exchanging()).isEqualTo(1);
        }
    }

    /** 81 kB each: a histogram of the heap under 200 such answers. */
    @Test
    void aWaitingAnswerIsAccountedForWithAllThatFormatsIt() throws IOException {
        try (RawClient slow = RawClient.withSmallWindow(door.address())) {
            slow.send(get(LARGE.length));
            slow.head();
            TestDoor.until("held", () -> door.counts().bufferBytes() >= LARGE.length + 80 * 1024);
        }
        TestDoor.until("given back", () -> door.counts().bufferBytes() == 0);
    }

    @Test
    void aPeerThatLeavesInMidAnswerFreesItsThreadWithoutNoise() throws IOException {
        try (LogEvents log = LogEvents.all()) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = RawClient.withSmallWindow(door.address())) {
                    client.send(get(LARGE.length));
                    client.head();
                    if (i % 2 == 0) {
                        client.socket().setSoLinger(true, 0); // leaves with a reset
                    }
                }
            }
            TestDoor.until(
                    "all are gone",
                    () -> door.counts().open() == 0 && door.counts().exchanging() == 0);
            assertThat(log.atLeast(Level.WARNING)).isEmpty();
        }
        assertThat(door.counts().handlerErrors()).isZero();
    }
}
