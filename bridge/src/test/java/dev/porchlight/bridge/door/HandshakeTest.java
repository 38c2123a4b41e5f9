package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {

    private final RecordingHandler handler = new RecordingHandler();
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open(new Routes()
                .webSocket("/ws", TestEndpoint.of(handler))
                .webSocket("/plain", admitting(Admission.accept(new RecordingHandler())))
                .webSocket("/v1/closed", admitting(Admission.refuse(429, "slow_down", "Too many")))
                .webSocket("/null", admitting(null))
                .webSocket("/throws", new Endpoint() {
                    @Override
                    public SocketLimits limits() {
                        return TestEndpoint.limits(1);
                    }

                    @Override
                    public Admission admit(Request request) {
                        throw new StackOverflowError("deep");
                    }
                })
                .errors("/v1/", (status, code, message) -> Answer.json(status, code + "/" + message)));
    }

    private static Endpoint admitting(Admission admission) {
        return new Endpoint() {
            @Override
            public SocketLimits limits() {
                return TestEndpoint.limits(1);
            }

            @Override
            public Admission admit(Request request) {
                return admission;
            }
        };
    }

    @AfterEach
    void close() {
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    /** Facts §2.2: boards compare the whole value of Connection, and want the answer within one read. */
    @Test
    void stockFirmwareGetsTheWholeAnswerInOnePiece() throws Exception {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/ws?watch=voice"));
            byte[] segment = new byte[4096];
            int read = client.socket().getInputStream().read(segment);
            assertThat(new String(segment, 0, read, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("""
                            HTTP/1.1 101 Switching Protocols\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                            Sec-WebSocket-Protocol: arduino\r
                            \r
                            """);
        }
        assertThat(handler.next()).isEqualTo("opened");
        assertThat(door.counts().upgrades()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a browser's list,   '/ws',    Connection: Upgrade, 'Connection: keep-alive, Upgrade'",
        "any case,           '/ws',    Upgrade: websocket,  'upgrade: WebSocket'",
        "HTTP keep-alive too, '/ws',   Connection: Upgrade, 'Connection: keep-alive|Connection: upgrade'",
        "no Origin,          '/ws',    Origin: file://,     'X-Y: z'",
    })
    void othersAreLetInToo(String name, String path, String line, String instead) throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake(path).replace(line, instead.replace("|", "\r\n")));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ").contains("Connection: Upgrade\r\n");
        }
    }

    @ParameterizedTest(name = "offered {0}, answered {1}")
    @CsvSource({"'a, b', a", "a, a", "'  x.y  ,z', x.y", "'', ", "'a b', ", "',a', "})
    void theFirstSubprotocolIsEchoed(String offered, String answered) throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/ws").replace("arduino\r", offered + "\r"));
            String head = client.head();
            if (answered == null) {
                assertThat(head).startsWith("HTTP/1.1 101 ").doesNotContain("Protocol:");
            } else {
                assertThat(head).contains("\r\nSec-WebSocket-Protocol: " + answered);
            }
        }
    }

    @Test
    void aSubprotocolIsNotEchoedUnasked() throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/plain"));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ").doesNotContain("Sec-WebSocket-Protocol");
        }
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "no Upgrade,           Upgrade: websocket,        X: y,                        426",
        "Upgrade to something, Upgrade: websocket,        Upgrade: h2c,                426",
        "no Connection,        Connection: Upgrade,       X: y,                        426",
        "no upgrade token,     Connection: Upgrade,       Connection: keep-alive,      426",
        "version 8,            Version: 13,               Version: 8,                  426",
        "two versions,         Sec-WebSocket-Version: 13, 'Sec-WebSocket-Version: 13|Sec-WebSocket-Version: 8', 400",
        "no version,           Sec-WebSocket-Version: 13, X: y,                        426",
        "no key,               Sec-WebSocket-Key,         X,                           400",
        "two keys,             Origin: file://,           'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 400",
        "a short key,          dGhlIHNhbXBsZSBub25jZQ==,  dGhl,                        400",
        "a long key,           dGhlIHNhbXBsZSBub25jZQ==,  dGhlIHNhbXBsZSBub25jZTE=,    400",
        "a key not base64,     dGhlIHNhbXBsZSBub25jZQ==,  dGhlIHNhbXBsZSBub25jZ!==,    400",
        "POST,                 GET,                       POST,                        405",
        "HTTP/1.0,             HTTP/1.1,                  HTTP/1.0,                    400",
        "a body,               Origin: file://,           Content-Length: 1,           413",
        "no Host,              Host,                      X-Host,                      400",
        "another path,         /ws,                       /wss,                        404",
    })
    void refusals(String name, String part, String instead, int status) throws IOException {
        try (RawClient client = door.client()) {
            client.send(RawWebSocket.handshake("/ws").replace(part, instead.replace("|", "\r\n")));
            RawClient.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(status);
            if (status == 426) {
                assertThat(answer.header("connection")).isEqualTo("Upgrade, close");
                assertThat(answer.header("upgrade")).as("RFC 9110 §15.5.22").isEqualTo("websocket");
                assertThat(answer.header("sec-websocket-version"))
                        .isEqualTo(name.endsWith("version") || name.startsWith("version") ? "13" : null);
            }
            client.assertEnd();
        }
        assertThat(handler.pending()).isZero();
    }

    @Test
    void aBrowserThatOpensThePathIsToldWhatItSpeaks() throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer =
                    client.send("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"/v1/closed, 429, slow_down/Too many", "/throws, 500, {\"error\"", "/null, 500, {\"error\""})
    void anEndpointsRefusalIsAWholeAnswer(String path, int status, String body) throws IOException {
        try (RawClient client = door.client()) {
            RawClient.Answer answer = client.send(RawWebSocket.handshake(path)).answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).startsWith(body);
            client.assertEnd();
        }
        assertThat(door.counts().handlerErrors()).isEqualTo(status == 500 ? 1 : 0);
    }

    @Test
    void anUpgradeMayFollowARequestOnTheSameConnection() throws Exception {
        try (RawClient client = door.client()) {
            client.send("GET /none HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(404);
        }
        try (RawClient client = door.client()) {
            // The board's first words may come in the same segment as its handshake.
            byte[] hello = RawWebSocket.text("AUTH:secret");
            client.send(
                    RawWebSocket.handshake("/ws") + new String(hello, java.nio.charset.StandardCharsets.ISO_8859_1));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ");
            assertThat(handler.next()).isEqualTo("opened");
            assertThat(handler.next()).isEqualTo("text AUTH:secret");
        }
        assertThat(handler.next()).isEqualTo("closed peer_lost");
    }
}
