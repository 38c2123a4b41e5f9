package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of {@link DoorLimits} that HTTP meets, made small. */
class HttpLimitsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final byte[] LARGE = new byte[8 * 1024 * 1024]; // more than both kernels' buffers
    private static final long SLOW_NANOS = 5_000_000; // 128 pieces of LARGE, so 640 ms in all

    private final CountDownLatch hold = new CountDownLatch(1);
    private TestDoor door;

    private void open(TestLimits limits) throws IOException {
        door = TestDoor.open(
                limits.build(),
                new Routes()
                        .get("/", request -> Answer.json(200, "{}"))
                        .get("/large", request -> new Answer(200, "application/octet-stream", LARGE))
                        .get("/slow", request -> {
                            hold.await();
                            return Answer.json(200, "{}");
                        })
                        .post("/body", 100, request -> Answer.json(200, "{}")));
    }

    @AfterEach
    void close() {
        hold.countDown();
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    @Test
    void headTime_silence() throws IOException {
        open(new TestLimits().headTime(50));
        try (RawClient client = door.client()) {
            client.assertEnd();
        }
    }

    @Test
    void headTime_isForTheWholeHeadHoweverOftenAByteComes() throws Exception {
        open(new TestLimits().headTime(200));
        try (RawClient client = door.client()) {
            Thread drip = Thread.ofVirtual().start(() -> {
                try {
                    client.send("GET / HTTP/1.1\r\n");
                    for (int i = 0; i < 7_000; i++) { // over half a minute
                        client.send("X");
                        Thread.sleep(5); // the attack itself: always sooner than any limit on one read
                    }
                } catch (IOException | InterruptedException e) {
                    // the door has had enough
                }
            });
            assertThat(client.answer().status()).isEqualTo(408);
            client.awaitGone();
            drip.interrupt();
        }
    }

    @Test
    void headTime_countsAgainForAPipelinedHead() throws IOException {
        open(new TestLimits().headTime(50));
        try (RawClient client = door.client()) {
            client.send(GET + "GET /half");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(408);
            client.assertEnd();
        }
    }

    @Test
    void headTime_countsForASecondHeadOnAKeptConnection() throws IOException {
        open(new TestLimits().headTime(50));
        try (RawClient client = door.client()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            assertThat(client.send("GET /half").answer().status()).isEqualTo(408);
            client.assertEnd();
        }
    }

    @Test
    void bodyTime() throws IOException {
        open(new TestLimits().bodyTime(50));
        try (RawClient client = door.client()) {
            client.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
            assertThat(client.answer().status()).isEqualTo(408);
            client.assertEnd();
        }
    }

    @Test
    void idleTime() throws IOException {
        open(new TestLimits().idleTime(50));
        try (RawClient client = door.client()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            client.assertEnd();
        }
    }

    @Test
    void exchangeTime_theDoorAnswersForAHandlerThatDoesNot() throws IOException {
        open(new TestLimits().exchangeTime(50));
        try (RawClient client = door.client()) {
            RawClient.Answer answer =
                    client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(503);
            client.assertEnd();
            assertThat(door.counts().exchanging()).isEqualTo(1);
        }
        hold.countDown();
        TestDoor.until("the handler is done", () -> door.counts().exchanging() == 0);
    }

    @Test
    void answerTime_aPeerThatDoesNotReadIsLetGo() throws IOException {
        open(new TestLimits().answerTime(100));
        try (RawClient client = RawClient.withSmallWindow(door.address())) {
            client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            TestDoor.until(
                    "closed, and its thread freed",
                    () -> door.counts().open() == 0 && door.counts().exchanging() == 0);
        }
    }

    @Test
    void answerTime_aSlowPeerThatKeepsReadingIsServedWhateverItTakes() throws IOException {
        open(new TestLimits().answerTime(500)); // a busy machine may stop this thread for a while
        try (RawClient client = RawClient.withSmallWindow(door.address())) {
            client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            client.head();
            long start = System.nanoTime();
            for (int left = LARGE.length; left > 0; left -= 64 * 1024) {
                client.bytes(64 * 1024);
                LockSupport.parkNanos(SLOW_NANOS); // a slow link
            }
            assertThat(System.nanoTime() - start)
                    .as("took longer than the limit")
                    .isGreaterThan(500_000_000);
        }
    }

    @Test
    void lingerTime_aRefusedPeerThatStaysIsLetGo() throws IOException {
        open(new TestLimits().lingerTime(100));
        try (RawClient client = door.client()) {
            assertThat(client.send("nonsense\r\n\r\n").answer().status()).isEqualTo(400);
            client.assertEnd(); // half of the end; ours never comes
            TestDoor.until("closed", () -> door.counts().open() == 0);
        }
    }

    @Test
    void lingering_whatThePeerStillSendsCausesNoReset() throws IOException {
        open(new TestLimits());
        try (RawClient client = door.client()) {
            client.send("nonsense\r\n\r\n" + "x".repeat(50_000));
            TestDoor.until("refused", () -> door.counts().refused() == 1);
            for (int i = 0; i < 10; i++) {
                client.send(new byte[5_000]);
                LockSupport.parkNanos(SLOW_NANOS); // a reset would come back by the next one
            }
            assertThat(client.answer().status()).isEqualTo(400);
            client.assertEnd();
        }
    }

    @Test
    void lingering_takesNoMoreThanAFewHundredKilobytes() throws IOException {
        open(new TestLimits());
        try (RawClient client = door.client()) {
            client.send("nonsense\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            byte[] flood = new byte[64 * 1024];
            try {
                for (int i = 0; i < 10_000; i++) {
                    client.send(flood);
                }
                throw new AssertionError("640 MB were taken");
            } catch (IOException e) {
                assertThat(door.counts().open()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "limit {0}, head of {1} bytes: {2}")
    @CsvSource({
        "8192, 8191, 200",
        "8192, 8192, 200",
        "8192, 8193, 431",
        "8192, 20000, 431",
        "64, 64, 200",
        "64, 65, 431"
    })
    void headBytes(int limit, int size, int status) throws IOException {
        open(new TestLimits().headBytes(limit));
        String start = "GET / HTTP/1.1\r\nHost: x\r\nX: ";
        try (RawClient client = door.client()) {
            for (int i = 0; i < 2; i++) {
                RawClient.Answer answer = client.send(start + "y".repeat(size - start.length() - 4) + "\r\n\r\n")
                        .answer();
                assertThat(answer.status()).isEqualTo(status);
                if (status != 200) {
                    client.assertEnd();
                    return;
                }
            }
            // NanoHTTPD serves a head over its buffer for ever: one answer each is all there may be.
            assertThat(client.send("GET /no HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(404);
        }
        assertThat(door.counts().requests()).isEqualTo(2);
    }

    @Test
    void aHundredHeaderLinesAndNoMore() throws IOException {
        open(new TestLimits());
        try (RawClient client = door.client()) {
            String hundred = "GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(99);
            assertThat(client.send(hundred + "\r\n").answer().status()).isEqualTo(200);
            assertThat(client.send(hundred + "A: b\r\n\r\n").answer().status()).isEqualTo(431);
        }
    }

    @Test
    void handlersAtWorkAreBoundedThoughTheirClientsAreGone() throws IOException {
        open(new TestLimits().connections(3).exchangeTime(30).lingerTime(30));
        for (int i = 0; i < 3; i++) {
            try (RawClient client = door.client()) {
                client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.answer().status()).isEqualTo(503);
            }
        }
        TestDoor.until("the three are gone", () -> door.counts().open() == 0);
        assertThat(door.counts().exchanging()).isEqualTo(3);
        try (RawClient client = door.client()) {
            RawClient.Answer answer = client.send(GET).answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("\"busy\"");
        }
        hold.countDown();
        TestDoor.until("handlers are done", () -> door.counts().exchanging() == 0);
        try (RawClient client = door.client()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
        }
    }
}
