package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.door.Admission;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Endpoint;
import dev.porchlight.bridge.door.OriginPolicy;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketHandler;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the servers inside Java-WebSocket and NanoHTTPD would do to us, and do not; README.md maps hazards to tests. */
class LibraryHazardsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final AtomicInteger served = new AtomicInteger();
    private TestDoor door;

    private static Endpoint admitting(Function<Request, Admission> decision) {
        return new Endpoint() {
            @Override
            public SocketLimits limits() {
                return TestEndpoint.limits(1_000);
            }

            @Override
            public Admission admit(Request request) {
                return decision.apply(request);
            }
        };
    }

    private static SocketHandler failing() {
        return new RecordingHandler() {
            @Override
            protected void on(Socket socket, String call) {
                switch (call) {
                    case "text out of memory" -> throw new OutOfMemoryError("told to");
                    case "text no such class" -> throw new NoClassDefFoundError("told to");
                    case "text assertion" -> throw new AssertionError("told to");
                    default -> {}
                }
            }
        };
    }

    @BeforeEach
    void open() throws IOException {
        OriginPolicy origins = new OriginPolicy(List.of());
        door = TestDoor.open(new Routes()
                .get("/", request -> {
                    served.incrementAndGet();
                    return Answer.json(200, "{}");
                })
                .get("/throws", request -> {
                    throw new IllegalStateException("hostile");
                })
                .post("/form", 1_000, request -> Answer.json(200, "{}"))
                .webSocket("/echo", new TestEndpoint(TestEndpoint.limits(1_000), Echo::new))
                .webSocket("/fails", new TestEndpoint(TestEndpoint.limits(1_000), LibraryHazardsTest::failing))
                .webSocket(
                        "/own-pages",
                        admitting(request -> origins.allows(request)
                                ? Admission.accept(new Echo())
                                : Admission.refuse(403, "origin", "No page of another host")))
                .webSocket(
                        "/refused",
                        admitting(request -> Admission.refuse(
                                Integer.parseInt(request.parameter("status").orElseThrow()), "refused", "Told to"))));
    }

    @AfterEach
    void close() {
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out of memory", "no such class", "assertion"})
    void anErrorInOneSocketsHandlerStopsNobodyElse(String error) throws IOException {
        try (RawWebSocket board = door.webSocket("/echo");
                RawWebSocket hostile = door.webSocket("/fails")) {
            assertThat(hostile.say(error).receive().closeCode()).isEqualTo(1011);
            assertThat(board.say("still here?").hear()).isEqualTo("still here?");
        }
        assertThat(door.counts().handlerErrors()).isEqualTo(1);
    }

    @Test
    void endlessContinuationsEndAtTheCap() throws IOException {
        try (RawWebSocket board = door.webSocket("/echo")) {
            board.send(RawWebSocket.frame(false, RawWebSocket.TEXT, new byte[400]));
            board.send(RawWebSocket.frame(false, RawWebSocket.CONTINUATION, new byte[400]));
            board.send(RawWebSocket.frame(false, RawWebSocket.CONTINUATION, new byte[400]));
            board.assertClosedWith(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 503})
    void aRefusedUpgradeHasTheStatusItsEndpointChose(int status) throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/refused?status=" + status));
            assertThat(client.answer().status()).isEqualTo(status);
            client.assertEnd();
        }
    }

    @Test
    void theAnswerToAnUpgradeRepeatsNothingAndNamesNoSoftware() throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/echo")
                    .replace("Connection: Upgrade", "Connection: Upgrade, X-Injected, keep-alive"));
            assertThat(client.head())
                    .contains("\r\nConnection: Upgrade\r\n")
                    .doesNotContain("X-Injected", "Server:", "TooTallNate");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "file://, 101",
        "http://127.0.0.1:8080, 101",
        "https://evil.example, 403",
        "http://127.0.0.1.evil.example:8080, 403",
        "null, 403"
    })
    void aPageOfAnotherHostOpensNoSocket(String origin, int status) throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/own-pages").replace("file://", origin));
            assertThat(client.head()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void compressionIsNeverAgreedToNorTaken() throws IOException {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nOrigin:";
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/echo").replace("Origin:", offer));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ").doesNotContain("Extensions");
        }
        try (RawWebSocket board = door.webSocket("/echo")) {
            byte[] compressed = RawWebSocket.frame(true, RawWebSocket.TEXT, new byte[] {0x2A, 0x04, 0x00});
            compressed[0] |= 0x40; // RSV1, which says so
            board.send(compressed).assertClosedWith(1002);
        }
    }

    @Test
    void aHeadOverTheLibrarysBufferIsRefusedAndNotServedAgainAndAgain() throws IOException {
        try (RawClient client = door.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(9_000) + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(431);
            client.assertEnd();
        }
        assertThat(served.get()).isZero();
    }

    @Test
    void aBodyThatNoHandlerReadsIsNeverTheNextRequest() throws IOException {
        try (RawClient client = door.client()) {
            client.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: " + GET.length() + "\r\n\r\n" + GET);
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /none HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(404);
        }
        assertThat(served.get()).isZero();
    }

    /** NanoHTTPD logs a stack trace for each and answers nothing. */
    @Test
    void everyBadRequestIsAnsweredAndOneLineIsLoggedOfThemAll() throws IOException {
        try (LogEvents log = LogEvents.all()) {
            for (String request : new String[] {
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://%h/ HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n",
                "\r\n\r\n\r\n"
            }) {
                try (RawClient client = door.client()) {
                    assertThat(client.send(request).answer().status()).isEqualTo(400);
                    client.assertEnd();
                }
            }
            assertThat(log.atLeast(Level.WARNING)).hasSize(1);
        }
        try (RawClient client = door.client()) {
            client.send("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(500);
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nSet-Cookie: a=b", "text/plain\n", "text/plain\0", ""})
    void aHandlerCannotSplitItsAnswer(String contentType) {
        assertThatThrownBy(() -> new Answer(200, contentType, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void waitingConnectionsHaveNoThreads() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            clients.add(door.client());
            assertThat(clients.getFirst().send(GET).answer().status()).isEqualTo(200);
            int before = Thread.getAllStackTraces().size();
            for (int i = 0; i < 200; i++) {
                clients.add(door.client().send("GET / HTTP/1.1\r\n")); // half a head
            }
            TestDoor.until("all are in", () -> door.counts().open() == 201);
            assertThat(Thread.getAllStackTraces()).hasSizeLessThan(before + 20);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aFormIsNeverWrittenToDisk() throws IOException {
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\ndata\r\n--b--\r\n";
        long before = temporaryFiles();
        try (RawClient client = door.client()) {
            client.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(client.answer().status()).isEqualTo(200);
        }
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    private static long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith("NanoHTTPD"))
                    .count();
        }
    }
}
