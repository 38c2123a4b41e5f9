package dev.porchlight.sim.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.boards.RawServer.Peer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimBoardTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Timing QUICK = Timing.stock().withReconnect(Duration.ofMillis(20));

    private RawServer server;
    private SimBoards boards;

    @BeforeEach
    void start() throws Exception {
        server = new RawServer();
        boards = SimBoards.start(QUICK);
    }

    @AfterEach
    void stop() throws Exception {
        boards.close();
        server.close();
    }

    private SimBoard add() {
        return boards.add(Profile.ESP8266, server.url(), "s3cret");
    }

    @Test
    void theHandshakeIsTheFirmwaresByteForByte() throws Exception {
        add();
        try (Peer peer = server.accept()) {
            assertThat(peer.request())
                    .isEqualTo("GET /ws HTTP/1.1\r\n"
                            + "Host: 127.0.0.1:" + server.port() + "\r\n"
                            + "Connection: Upgrade\r\n"
                            + "Upgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: " + peer.key() + "\r\n"
                            + "Sec-WebSocket-Protocol: arduino\r\n"
                            + "Origin: file://\r\n"
                            + "User-Agent: arduino-WebSocket-Client\r\n"
                            + "\r\n");
            assertThat(peer.key()).hasSize(24).endsWith("==");
        }
    }

    @Test
    void theQueryIsKept() throws Exception {
        boards.add(Profile.ESP32, server.url() + "?watch=voice:channel:7", "t");
        try (Peer peer = server.accept()) {
            assertThat(peer.request()).startsWith("GET /ws?watch=voice:channel:7 HTTP/1.1\r\n");
        }
    }

    @Test
    void theTokenIsSentAtOnceAndTheLedFollows() throws Exception {
        List<Boolean> changes = new CopyOnWriteArrayList<>();
        boards.onLight((board, on) -> changes.add(on));
        SimBoard board = add();
        try (Peer peer = server.upgrade()) {
            assertThat(peer.message()).isEqualTo("129 AUTH:s3cret");
            assertThat(board.authorised()).isFalse();
            peer.text("OK");
            board.awaitAuthorised(SOON);
            peer.text(" 1\n");
            board.awaitLit(true, SOON);
            peer.text("1");
            peer.text("0");
            board.awaitLit(false, SOON);
            assertThat(board.received()).containsExactly("OK", "1", "1", "0");
            assertThat(changes).containsExactly(true, false);
        }
    }

    @Test
    void anAnswerThatComesInPiecesWithTheFirstMessagesBehindItIsUnderstood() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.accept()) {
            String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + peer.acceptKey() + "\r\n\r\n\u0081\u0002OK\u0081\u00011";
            for (byte b : answer.getBytes(StandardCharsets.ISO_8859_1)) {
                peer.send(new byte[] {b});
            }
            board.awaitLit(true, SOON);
            assertThat(board.authorised()).isTrue();
        }
    }

    @Test
    void connectionHasToBeExactlyUpgrade() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.accept()) {
            peer.answer("keep-alive, Upgrade", peer.acceptKey());
            assertThat(peer.rest()).isEqualTo("This is a webSocket client!");
        }
        server.accept().close();
        assertThat(board.connects()).isZero();
    }

    @Test
    void aWrongAcceptKeyIsRefused() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.accept()) {
            peer.answer("Upgrade", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            assertThat(peer.rest()).isEqualTo("This is a webSocket client!");
        }
        assertThat(board.connects()).isZero();
    }

    @Test
    void binaryAndFragmentedMessagesAreIgnored() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            peer.frame(0x82, new byte[] {'1'});
            peer.frame(0x01, new byte[] {'1'});
            peer.frame(0x80, new byte[0]);
            peer.text("end");
            board.awaitReceived("end", SOON);
            assertThat(board.lit()).isFalse();
            assertThat(board.received()).containsExactly("OK", "end");
        }
    }

    @Test
    void serverPingsAreAnsweredWithTheirPayload() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            peer.frame(0x89, new byte[] {'h', 'i'});
            assertThat(peer.message()).isEqualTo("138 hi");
            board.stopAnsweringPings(true);
            peer.frame(0x89, new byte[] {'x'});
            peer.text("end");
            board.awaitReceived("end", SOON);
            board.stopAnsweringPings(false);
            board.cut();
            assertThat(peer.ended()).isTrue();
        }
    }

    @Test
    void aServerCloseIsAnsweredWith1000AndTheTcpConnectionDropped() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            peer.frame(0x88, new byte[] {0x03, (byte) 0xE9});
            assertThat(peer.message()).isEqualTo("136 \u0003\u00E8");
            assertThat(peer.ended()).isTrue();
        }
        server.accept().close();
        assertThat(board.connects()).isEqualTo(1);
    }

    @Test
    void theLedKeepsItsLevelWhenTheSocketIsLost() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            peer.text("1");
            board.awaitLit(true, SOON);
        }
        board.awaitUnauthorised(SOON);
        assertThat(board.lit()).isTrue();
    }

    @Test
    void aFrameOver15KibClosesWith1009() throws Exception {
        add();
        try (Peer peer = server.authorise()) {
            peer.frame(0x81, new byte[15 * 1024 + 1]);
            assertThat(peer.message()).isEqualTo("136 \u0003\u00F1");
        }
    }

    @Test
    void noauthIsCountedOverAllConnections() throws Exception {
        SimBoard board = add();
        for (int i = 1; i <= 2; i++) {
            try (Peer peer = server.upgrade()) {
                peer.message();
                peer.text("NOAUTH");
                board.awaitNoauths(i, SOON);
            }
        }
        assertThat(board.authorised()).isFalse();
    }

    @Test
    void theBoardPingsAndTwoMissedPongsCostTheConnectionWithoutACloseFrame() throws Exception {
        boards.close();
        boards = SimBoards.start(new Timing(
                Duration.ofMillis(20), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(500), 2));
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            assertThat(peer.message()).isEqualTo("137 ");
            peer.frame(0x8A, new byte[0]);
            assertThat(peer.message()).isEqualTo("137 ");
            assertThat(peer.message()).isEqualTo("137 ");
            assertThat(peer.ended()).isTrue();
        }
        server.accept().close();
        assertThat(board.connects()).isEqualTo(1);
    }

    @Test
    void aHandshakeThatIsNeverAnsweredIsStartedOver() throws Exception {
        boards.close();
        boards = SimBoards.start(new Timing(
                Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(15), Duration.ofSeconds(3), 2));
        add();
        try (Peer silent = server.accept()) {
            assertThat(silent.ended()).isTrue();
            server.accept().close();
        }
    }

    @Test
    void aBoardThatDoesNotReadHearsNothingUntilItDoes() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            board.awaitAuthorised(SOON);
            board.stopReading(true);
            SimBoard other = boards.add(Profile.ESP32, server.url(), "t");
            try (Peer second = server.authorise()) {
                other.awaitAuthorised(SOON);
                peer.text("1");
                second.text("1");
                other.awaitLit(true, SOON);
                assertThat(board.lit()).isFalse();
            }
            board.stopReading(false);
            board.awaitLit(true, SOON);
        }
    }

    @Test
    void aStormIsWhatStockFirmwareDoes() throws Exception {
        boards.close();
        boards = SimBoards.start(Timing.stock().withReconnect(Duration.ofHours(1)));
        SimBoard board = add();
        board.stockStorm(true);
        for (int i = 0; i < 50; i++) {
            server.accept().close();
        }
        assertThat(board.connects()).isZero();
    }

    @Test
    void aBoardThatIsSwitchedOffIsDarkAndStaysAway() throws Exception {
        SimBoard board = add();
        try (Peer peer = server.authorise()) {
            peer.text("1");
            board.awaitLit(true, SOON);
            board.close();
            assertThat(board.lit()).isFalse();
            assertThat(peer.ended()).isTrue();
        }
        // The next to connect is another board, though the first would have been here 20 ms after its loss.
        SimBoard next = boards.add(Profile.ESP32, server.url(), "next");
        try (Peer peer = server.upgrade()) {
            assertThat(peer.message()).isEqualTo("129 AUTH:next");
        }
        assertThat(next.connects()).isPositive();
        assertThat(board.connects()).isEqualTo(1);
    }

    @Test
    void aBoardMayComeFromAnotherLoopbackAddress() throws Exception {
        boards.add(Profile.ESP32_S2, server.url(), "t", InetAddress.getByName("127.0.0.2"));
        try (Peer peer = server.accept()) {
            assertThat(peer.socket.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void whatDoesNotHappenInTimeIsSaidInWords() {
        SimBoard board = boards.add(Profile.ESP32, "ws://127.0.0.1:1/ws", "t");
        assertThatThrownBy(() -> board.awaitAuthorised(Duration.ofMillis(100)))
                .isInstanceOf(DeadlineMissed.class)
                .hasMessageContaining("no OK within 100 ms")
                .hasMessageContaining("cannot connect");
    }

    @Test
    void urlsAreReadAsTheFirmwareReadsThem() {
        assertThat(BoardUrl.parse(Profile.ESP8266, "wss://lamp.example/ws"))
                .isEqualTo(new BoardUrl("lamp.example", 80, "/ws"));
        assertThat(BoardUrl.parse(Profile.ESP32, "ws://lamp.example:8080"))
                .isEqualTo(new BoardUrl("lamp.example", 8080, "/"));
        assertThatThrownBy(() -> BoardUrl.parse(Profile.ESP32_S2, "wss://lamp.example/ws"))
                .hasMessageContaining("TLS");
        assertThatThrownBy(() -> BoardUrl.parse(Profile.ESP8266, "WS://lamp.example/ws"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
