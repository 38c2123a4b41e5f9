package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 as a well-behaved client meets it. */
class HttpTest {

    private static final int BODY_CAP = 40_000;

    private final AtomicInteger making = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch mayBeMade = new CountDownLatch(1);
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open(new Routes()
                .get(
                        "/hello",
                        request -> Answer.json(
                                200, "{\"you\":\"" + request.parameter("name").orElse("?") + "\"}"))
                .get("/empty", request -> new Answer(204, "text/plain", new byte[0]))
                .get(
                        "/teapot",
                        request ->
                                new Answer(418, "text/plain; charset=utf-8", "tea ☕".getBytes(StandardCharsets.UTF_8)))
                .get(
                        "/cookie",
                        request -> Answer.json(200, request.header("cookie").orElse("none")))
                .get("/throws", request -> {
                    throw new IOException("disk on fire");
                })
                .get("/dies", request -> {
                    throw new AssertionError("dead");
                })
                .get("/null", request -> null)
                .get("/v1/throws", request -> {
                    throw new IOException("disk on fire");
                })
                .get("/v2/throws", request -> {
                    throw new IOException("disk on fire");
                })
                .get("/things/exact", request -> Answer.json(200, "exact"))
                .below(
                        "/things",
                        4,
                        request -> Answer.json(200, "get " + request.path()),
                        request -> Answer.json(200, "post " + request.path()))
                .under("/tree", 4, request -> Answer.json(200, request.method() + " tree"))
                .under("/tree/branch", 4, request -> Answer.json(200, request.method() + " branch"))
                .get(
                        "/due",
                        request -> Answer.whenDue(() -> Answer.json(201, "made").with("X-Inside", "i"))
                                .with("X-Before", "b"))
                .get(
                        "/tree/due-throws",
                        request -> Answer.whenDue(() -> {
                            throw new IOException("disk on fire");
                        }))
                .get("/slow", request -> Answer.whenDue(this::madeSlowly))
                .get("/tree/exact", request -> Answer.json(200, "exact"))
                .below(
                        "/tree/below",
                        4,
                        request -> Answer.json(200, "below"),
                        request -> Answer.json(200, "below posted"))
                .errors(
                        "/tree",
                        (status, code, message) -> Answer.json(status, code).with("Access-Control-Allow-Origin", "*"))
                .post("/echo", BODY_CAP, request -> new Answer(200, "text/plain", request.body()))
                .errors("/v1/", (status, code, message) -> Answer.json(status, "{\"v1\":\"" + code + "\"}"))
                .errors("/v2/", (status, code, message) -> {
                    throw new IllegalStateException("the error writer fails too");
                }));
    }

    @AfterEach
    void close() {
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /things/a, 200, get /things/a",
        "GET, /things/a%2Eb, 200, get /things/a.b",
        "POST, /things/a, 200, post /things/a",
        "GET, /things/exact, 200, exact",
        "PUT, /things/a, 405, This path takes GET",
        "GET, /things, 404, ''",
        "GET, /things/, 404, ''",
        "GET, /things/a/b, 404, ''",
        "GET, /thingsa, 404, ''"
    })
    void everythingOneNameBelowAPathHasOneHandler(String method, String path, int status, String body)
            throws IOException {
        try (RawClient client = door.client()) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(body);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /tree, 200, GET tree",
        "OPTIONS, /tree/, 200, OPTIONS tree",
        "DELETE, /tree/a/b/c, 200, DELETE tree",
        "PUT, /tree//, 200, PUT tree",
        "PATCH, /tree/branches, 200, PATCH tree",
        "PATCH, /tree/branch, 200, PATCH branch",
        "GET, /tree/branch/a, 200, GET branch",
        "GET, /tree/exact, 200, exact",
        "PUT, /tree/exact, 405, method_not_allowed",
        "GET, /tree/below/a, 200, below",
        "GET, /tree/below/a/b, 200, GET tree",
        "GET, /trees, 404, not_found",
        "GET, /, 404, not_found"
    })
    void everythingUnderAPrefixHasOneHandler(String method, String path, int status, String body) throws IOException {
        try (RawClient client = door.client()) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).contains(body);
        }
    }

    @Test
    void theDoorsOwnRefusalCarriesTheHeadersOfItsErrorWriter() throws IOException {
        try (RawClient client = door.client()) {
            client.send("POST /tree/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde");
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo("body_too_large");
            assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
            client.assertEnd();
        }
    }

    @Test
    void anAnswerThatIsMadeWhenDueIsLikeAnyOther() throws IOException {
        try (RawClient client = door.client();
                LogEvents log = LogEvents.all()) {
            RawClient.Answer answer = client.send(get("/due")).answer();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("made");
            assertThat(answer.header("x-before")).isEqualTo("b");
            assertThat(answer.header("x-inside")).isEqualTo("i");
            assertThat(log.atLeast(Level.WARNING)).isEmpty();
            assertThat(client.send(get("/tree/due")).answer().status()).isEqualTo(200);
            RawClient.Answer failed = client.send(get("/tree/due-throws")).answer();
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.body()).isEqualTo("internal_error");
            assertThat(failed.header("access-control-allow-origin")).isEqualTo("*");
            assertThat(log.atLeast(Level.WARNING)).contains("handler_failed");
        }
        assertThat(door.counts().handlerErrors()).isEqualTo(1);
    }

    @Test
    void noMoreAnswersAreMadeAtATimeThanCanBeWritten() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Exchange.FORMATTING + 10; i++) {
                clients.add(door.client().send(get("/slow")));
            }
            TestDoor.until("all are being answered", () -> door.counts().exchanging() == clients.size());
            TestDoor.until("as many as may are made", () -> making.get() == Exchange.FORMATTING);
            mayBeMade.countDown();
            for (RawClient client : clients) {
                assertThat(client.answer().body()).isEqualTo("made");
            }
            assertThat(making.get()).isEqualTo(clients.size());
            assertThat(mostAtOnce.get()).isEqualTo(Exchange.FORMATTING);
        } finally {
            mayBeMade.countDown();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private Answer madeSlowly() throws InterruptedException {
        making.incrementAndGet();
        mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
        mayBeMade.await();
        now.decrementAndGet();
        return Answer.json(200, "made");
    }

    @Test
    void answersAndKeepsTheConnection() throws IOException {
        try (RawClient client = door.client()) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer =
                        client.send(get("/hello?x=1&name=J%C3%B6rg+B")).answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"you\":\"Jörg B\"}");
                assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
                assertThat(answer.header("connection")).isEqualTo("keep-alive");
                assertThat(answer.header("date"))
                        .matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
            }
        }
        assertThat(door.counts().accepted()).isEqualTo(1);
        assertThat(door.counts().requests()).isEqualTo(3);
    }

    @Test
    void takesAHeadByteByByte() throws IOException {
        try (RawClient client = door.client()) {
            assertThat(client.sendByteByByte("\r\n" + get("/hello")).answer().status())
                    .isEqualTo(200);
            assertThat(client.sendByteByByte(post("abc")).answer().body()).isEqualTo("abc");
        }
    }

    private static String post(String body) {
        return "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        int count = 5_000; // deep enough to overflow a stack, if answering one recursed into the next
        try (RawClient client = door.client()) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        client.send(i % 3 == 0 ? post("body " + i) : get("/hello?name=" + i));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            for (int i = 0; i < count; i++) {
                assertThat(client.answer().body()).isEqualTo(i % 3 == 0 ? "body " + i : "{\"you\":\"" + i + "\"}");
            }
        }
        assertThat(door.counts().requests()).isEqualTo(count);
        assertThat(door.counts().refused()).isZero();
    }

    @ParameterizedTest(name = "cut after {0} bytes")
    @ValueSource(ints = {1, 2, 17, 40, 61, 62, 63, 64, 65, 66, 70, 90, 101})
    void requestsMayBeCutAnywhere(int at) throws IOException {
        String both = post("0123456789") + get("/hello");
        try (RawClient client = door.client()) {
            client.send(both.substring(0, at));
            client.send(both.substring(at));
            assertThat(client.answer().body()).isEqualTo("0123456789");
            assertThat(client.answer().body()).isEqualTo("{\"you\":\"?\"}");
        }
    }

    @Test
    void tellsHeadTheLengthAndSendsNothing() throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer head =
                    client.send(get("/hello").replace("GET", "HEAD")).answerToHead();
            assertThat(head.header("content-length")).isEqualTo("11");
            assertThat(client.send(get("/hello")).answer().body()).isEqualTo("{\"you\":\"?\"}");
            RawClient.Answer refused =
                    client.send(get("/no").replace("GET", "HEAD")).answerToHead();
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.header("content-length")).isNotEqualTo("0");
            client.assertEnd();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HTTP/1.0 alone,                'GET /hello HTTP/1.0'",
        "HTTP/1.0 with Host,            'GET /hello HTTP/1.0|Host: x'",
        "HTTP/1.0 asking to keep alive, 'GET /hello HTTP/1.0|Connection: keep-alive'",
        "Connection: close,             'GET /hello HTTP/1.1|Host: x|Connection: close'",
        "Connection: Close in a list,   'GET /hello HTTP/1.1|Host: x|Connection: foo, Close'",
        "close before keep-alive,       'GET /hello HTTP/1.1|Host: x|Connection: close|Connection: keep-alive'",
        "close and a NEL byte,          'GET /hello HTTP/1.1|Host: x|Connection: close, \u00c2\u0085'",
    })
    void closesWhenTheClientSaysSo(String name, String request) throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer =
                    client.send(request.replace("|", "\r\n") + "\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            client.assertEnd();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example/hello, 200",
        "HTTP://h:80/hello?name=x, 200",
        "http://h, 404",
        "http://h?x=/hello, 404"
    })
    void takesTheAbsoluteForm(String target, int status) throws IOException {
        try (RawClient client = door.client()) {
            assertThat(client.send(get(target)).answer().status()).isEqualTo(status);
        }
    }

    @Test
    void invitesTheBodyOfWhoeverAsksFirst() throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n";
        try (RawClient client = door.client()) {
            client.send(head);
            assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.send("abc").answer().body()).isEqualTo("abc");
            // A client that did not wait gets no invitation.
            assertThat(client.send(head + "def").answer().body()).isEqualTo("def");
            assertThat(client.send(head.replace("100-Continue", "more"))
                            .answer()
                            .status())
                    .isEqualTo(417);
            client.assertEnd();
        }
    }

    @Test
    void doesNotInviteABodyOverTheCap() throws IOException {
        try (RawClient client = door.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 40001\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest(name = "{1} bytes to {0}: {2}")
    @CsvSource({
        "/echo, 0, 200",
        "/echo, 1, 200",
        "/echo, 16384, 200",
        "/echo, 39999, 200",
        "/echo, 40000, 200",
        "/echo, 40001, 413",
        "/echo, 999999999, 413",
        "/echo, 99999999999999999999999, 413",
    })
    void takesABodyUpToTheRoutesCap(String path, String length, int status) throws IOException {
        try (RawClient client = door.client()) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n");
            String body = status == 200 ? "x".repeat(Integer.parseInt(length)) : "";
            RawClient.Answer answer = client.send(body).answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().length())
                    .isEqualTo(status == 200 ? body.length() : answer.body().length());
        }
    }

    @Test
    void aGetHasNoBody() throws IOException {
        try (RawClient client = door.client()) {
            assertThat(client.send("GET /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send("GET /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")
                            .answer()
                            .status())
                    .isEqualTo(413);
            client.assertEnd();
        }
    }

    @Test
    void aNoContentAnswerHasNeitherLengthNorType() throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer = client.send(get("/empty")).answer();
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.headers()).doesNotContainKeys("content-length", "content-type", "transfer-encoding");
            assertThat(client.send(get("/teapot")).answer().body()).isEqualTo("tea ☕");
        }
    }

    @Test
    void neverCompresses() throws IOException {
        try (RawClient client = door.client()) {
            client.send("GET /teapot HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("tea ☕");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", ";;=;a=;=b; c=d=e", "=", "\u00ff=\u00fe; =\t;"})
    void cookiesAreTheHandlersBusinessAlone(String cookie) throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer = client.send("GET /cookie HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/throws,    '{\"error\":{\"code\":\"internal_error\"'",
        "/dies,      '{\"error\":{\"code\":\"internal_error\"'",
        "/null,      '{\"error\":{\"code\":\"internal_error\"'",
        "/v1/throws, '{\"v1\":\"internal_error\"}'",
        "/v2/throws, '{\"error\":{\"code\":\"internal_error\"'",
    })
    void aHandlerThatFailsAnswers500InTheShapeOfItsPrefix(String path, String body) throws IOException {
        try (RawClient client = door.client();
                LogEvents log = LogEvents.all()) {
            RawClient.Answer answer = client.send(get(path)).answer();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).startsWith(body);
            assertThat(client.send(get("/hello")).answer().status()).isEqualTo(200);
            assertThat(log.atLeast(Level.WARNING)).containsAnyOf("handler_failed", "handler_answered_null");
        }
        assertThat(door.counts().handlerErrors()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "404, 'GET /nowhere HTTP/1.1|Host: x',                  not_found",
        "405, 'POST /hello HTTP/1.1|Host: x|Content-Length: 0', method_not_allowed",
        "501, 'BREW /hello HTTP/1.1|Host: x',                   not_implemented",
        "505, 'GET /hello HTTP/2.0|Host: x',                    http_version_not_supported",
    })
    void refusalsAreWholeAnswersAndTheEnd(int status, String request, String code) throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer = client.send(request.replace("|", "\r\n") + "\r\n\r\n" + get("/hello"))
                    .answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.header("date")).isNotNull();
            assertThat(answer.header("allow")).isEqualTo(status == 405 ? "GET, HEAD" : null);
            assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
            client.assertEnd();
        }
        assertThat(door.counts().refused()).isEqualTo(1);
        assertThat(door.counts().requests()).isZero();
    }

    @Test
    void refusalsUseTheErrorWriterOfTheirPrefix() throws IOException {
        try (RawClient client = door.client()) {
            assertThat(client.send(get("/v1/nowhere")).answer().body()).isEqualTo("{\"v1\":\"not_found\"}");
        }
        try (RawClient client = door.client()) {
            assertThat(client.send(get("/v1")).answer().body()).startsWith("{\"error\":");
        }
    }

    @Test
    void aClientThatHalfClosesIsStillAnswered() throws IOException {
        try (RawClient client = door.client()) {
            client.send(get("/hello") + get("/teapot")).halfClose();
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(418);
            client.assertEnd();
        }
    }

    @Test
    void manyClientsAtOnceEachGetTheirOwnAnswers() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int c = 0; c < 50; c++) {
            int id = c;
            threads.add(Thread.ofVirtual().start(() -> {
                try (RawClient client = door.client()) {
                    for (int i = 0; i < 40; i++) {
                        String me = id + "-" + i;
                        assertThat(client.send(get("/hello?name=" + me))
                                        .answer()
                                        .body())
                                .contains(me);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(door.counts().requests()).isEqualTo(2_000);
        TestDoor.until(
                "all are gone", () -> door.counts().open() == 0 && door.counts().exchanging() == 0);
    }
}
