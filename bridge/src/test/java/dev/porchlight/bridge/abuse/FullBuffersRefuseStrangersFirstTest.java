package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.CloseCode;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import dev.porchlight.bridge.door.TestLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Strangers have filled their part of {@code limits.buffer-bytes} with half bodies: who asks for little is served, boards keep
 * their place, and whoever asks for more is told so by a whole answer or close frame before the socket goes.
 */
class FullBuffersRefuseStrangersFirstTest {

    private static final int BUDGET = 768 * 1024;
    private static final int HOG = 8 * 1024;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n";
    private static final byte[] LARGE = new byte[100_000];

    private final List<RawClient> clients = new ArrayList<>();
    private final CountDownLatch hold = new CountDownLatch(1);
    private final RecordingHandler handler = new RecordingHandler() {
        @Override
        protected void on(Socket socket, String call) {
            if (call.equals("text token")) {
                socket.known();
            }
        }
    };
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        SocketLimits sockets =
                new SocketLimits(64 * 1024, 64 * 1024 * 1024, Duration.ofSeconds(60), Duration.ofSeconds(60), 2);
        door = TestDoor.open(
                new TestLimits()
                        .bufferBytes(BUDGET)
                        .lingerTime(500)
                        .exchangeTime(2_000)
                        .build(),
                new Routes()
                        .get("/", request -> Answer.json(200, "{}"))
                        .get("/large", request -> new Answer(200, Answer.JSON, LARGE))
                        .post("/post", 64 * 1024, request -> Answer.json(200, "{}"))
                        .post("/slow", 64 * 1024, request -> {
                            hold.await();
                            return Answer.json(200, "{}");
                        })
                        .webSocket("/ws", new TestEndpoint(sockets, () -> handler)));
    }

    @AfterEach
    void everythingIsGivenBack() throws IOException {
        hold.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        TestDoor.until(
                "all are gone", () -> door.counts().open() == 0 && door.counts().exchanging() == 0);
        TestDoor.until("nothing is held", () -> door.counts().bufferBytes() == 0);
        door.close();
        assertThat(door.deaths()).isEmpty();
        assertThat(door.counts().handlerErrors()).isZero();
    }

    private RawClient connect() throws IOException {
        RawClient client = door.client();
        clients.add(client);
        return client;
    }

    private RawWebSocket socket(RawClient client) throws Exception {
        RawWebSocket socket = RawWebSocket.over(client, "/ws");
        assertThat(handler.next()).isEqualTo("opened");
        return socket;
    }

    /** Half bodies until one is refused, then small ones until there is hardly a byte left. */
    private void fill() throws IOException {
        for (int size = HOG; size >= 1024; size /= 2) {
            while (takes(size)) {
                assertThat(clients.size()).isLessThan(200);
            }
        }
        assertThat(door.counts().bufferBytes()).isBetween(BUDGET / 2L, (long) BUDGET);
    }

    private boolean takes(int size) throws IOException {
        long refused = door.counts().noRoom();
        long before = door.counts().bufferBytes();
        connect().send("POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n" + "x".repeat(size));
        TestDoor.until(
                "held or refused",
                () -> door.counts().noRoom() > refused || door.counts().bufferBytes() >= before + size);
        if (door.counts().noRoom() == refused) {
            return true;
        }
        assertRefused(clients.getLast());
        clients.removeLast().close();
        return false;
    }

    private static void assertRefused(RawClient client) throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body()).contains("\"no_room\"");
        client.assertEnd();
    }

    @Test
    void givenFullBuffersWhenSomebodyAsksForLittleThenItIsServed() throws Exception {
        fill();
        RawClient client = connect();
        for (int i = 0; i < 3; i++) {
            assertThat(client.send(GET + "\r\n").answer().status()).isEqualTo(200);
        }
        RawWebSocket board = socket(connect());
        board.say("AUTH");
        assertThat(handler.next()).isEqualTo("text AUTH");
        door.door().onLoop(() -> handler.socket().send(Frame.text("1")));
        assertThat(board.hear()).isEqualTo("1");
    }

    @Test
    void givenFullBuffersWhenAHeadIsLongThen503() throws IOException {
        fill();
        assertRefused(connect().send(GET + "X: " + "y".repeat(2_000)));
    }

    @Test
    void givenFullBuffersWhenABodyIsLongThen503() throws IOException {
        fill();
        assertRefused(
                connect().send("POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n" + "x".repeat(1_000)));
    }

    @Test
    void givenFullBuffersWhenAnAnswerIsLongThen503InItsStead() throws IOException {
        fill();
        RawClient client = connect();
        assertRefused(client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @Test
    void givenFullBuffersWhenAStrangersFragmentsPileUpThen1013() throws Exception {
        fill();
        RawWebSocket socket = socket(connect());
        socket.send(RawWebSocket.frame(false, RawWebSocket.TEXT, new byte[300]));
        socket.send(RawWebSocket.frame(false, RawWebSocket.CONTINUATION, new byte[2_000]));
        socket.assertClosedWith(CloseCode.TRY_AGAIN_LATER);
        assertThat(handler.next()).isEqualTo("closed no_room");
    }

    @Test
    void givenFullBuffersWhenAStrangersFrameStaysUnfinishedThen1013() throws Exception {
        fill();
        RawWebSocket socket = socket(connect());
        socket.send(java.util.Arrays.copyOf(RawWebSocket.text("x".repeat(5_000)), 2_000));
        socket.assertClosedWith(CloseCode.TRY_AGAIN_LATER);
        assertThat(handler.next()).isEqualTo("closed no_room");
    }

    @Test
    void givenFullBuffersWhenAMessageForAStrangerIsLongThen1013() throws Exception {
        fill();
        RawWebSocket socket = socket(connect());
        door.door().onLoop(() -> handler.socket().send(Frame.text("x".repeat(5_000))));
        socket.assertClosedWith(CloseCode.TRY_AGAIN_LATER);
        assertThat(handler.next()).isEqualTo("closed no_room");
    }

    @Test
    void givenFullBuffersWhenAKnownPeerNeedsMoreThenItHasTheQuarterThatStrangersHaveNot() throws Exception {
        RawWebSocket socket = socket(connect());
        socket.say("token");
        assertThat(handler.next()).isEqualTo("text token");
        fill();
        socket.send(RawWebSocket.frame(false, RawWebSocket.TEXT, new byte[10_000]));
        socket.send(RawWebSocket.frame(true, RawWebSocket.CONTINUATION, new byte[10_000]));
        assertThat(handler.next()).startsWith("text ");
        door.door().onLoop(() -> handler.socket().send(Frame.text("x".repeat(5_000))));
        assertThat(socket.hear()).hasSize(5_000);
    }

    @Test
    void givenAPeerThatDoesNotReadThenWhatWaitsForItIsCountedAndTheBudgetEndsIt() throws Exception {
        RawClient client = RawClient.withSmallWindow(door.address());
        clients.add(client);
        socket(client);
        Frame frame = Frame.text("x".repeat(20_000));
        for (int i = 0; i < 1_000; i++) {
            door.door().onLoop(() -> handler.socket().send(frame));
        }
        TestDoor.until("too much", () -> door.counts().noRoom() > 0);
        assertThat(door.counts().bufferBytes()).isBetween(BUDGET / 2L, (long) BUDGET);
        TestDoor.until("let go", () -> door.counts().open() == 0);
        assertThat(handler.untilClosed()).last().isEqualTo("closed no_room");
    }

    @Test
    void givenAConnectionThatLivesOnThenNothingIsHeldBetweenItsRequests() throws IOException {
        RawClient client = connect();
        for (int i = 0; i < 3; i++) {
            client.send("POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(1_000));
            TestDoor.until("half a body is held", () -> door.counts().bufferBytes() > 1_000);
            assertThat(client.send("x".repeat(4_000)).answer().status()).isEqualTo(200);
            TestDoor.until("nothing is held", () -> door.counts().bufferBytes() == 0);
        }
    }

    @Test
    void givenASocketThatLivesOnThenNothingIsHeldBetweenItsMessages() throws Exception {
        RawWebSocket socket = socket(connect());
        for (int i = 0; i < 3; i++) {
            byte[] last = RawWebSocket.frame(true, RawWebSocket.CONTINUATION, new byte[1_000]);
            socket.send(RawWebSocket.frame(false, RawWebSocket.TEXT, new byte[1_000]));
            TestDoor.until("a fragment is held", () -> door.counts().bufferBytes() >= 1_000);
            socket.send(java.util.Arrays.copyOf(last, 500));
            TestDoor.until("half a frame is held", () -> door.counts().bufferBytes() >= 1_500);
            socket.send(java.util.Arrays.copyOfRange(last, 500, last.length));
            assertThat(handler.next()).startsWith("text ");
            TestDoor.until("nothing is held", () -> door.counts().bufferBytes() == 0);
        }
    }

    @Test
    void givenASocketThatWasFullWhenItsPeerHasReadThenNothingIsHeldForIt() throws Exception {
        RawClient client = RawClient.withSmallWindow(door.address());
        clients.add(client);
        RawWebSocket socket = socket(client);
        Frame frame = Frame.text("x".repeat(20_000));
        int sent = 0;
        while (door.counts().bufferBytes() == 0) {
            CountDownLatch done = new CountDownLatch(1);
            door.door().onLoop(() -> {
                handler.socket().send(frame);
                done.countDown();
            });
            done.await();
            sent++;
        }
        for (int i = 0; i < sent; i++) {
            assertThat(socket.hear()).hasSize(20_000);
        }
        TestDoor.until("nothing is held", () -> door.counts().bufferBytes() == 0);
    }

    @Test
    void givenAHandlerWhoseClientIsGoneThenItsBodyIsHeldUntilItReturns() throws IOException {
        RawClient client = connect();
        client.send("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(50_000));
        assertThat(client.answer().status()).as("the handler took too long").isEqualTo(503);
        client.leave();
        TestDoor.until("the client is gone", () -> door.counts().open() == 0);
        assertThat(door.counts().exchanging()).isEqualTo(1);
        assertThat(door.counts().bufferBytes()).isBetween(50_000L, 70_000L);
    }

    @Test
    void givenManyReadersOfOneLargeArrayThenItIsCountedOnce() throws IOException {
        List<RawClient> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) { // 4 × 100,000 would be too much
            RawClient reader = RawClient.withSmallWindow(door.address());
            clients.add(reader);
            readers.add(reader.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
        }
        for (RawClient reader : readers) {
            assertThat(reader.answer().body()).hasSize(LARGE.length);
        }
    }
}
