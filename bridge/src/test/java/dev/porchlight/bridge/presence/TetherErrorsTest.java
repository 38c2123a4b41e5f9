package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.guilds.Person.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /socket} does not take, with the code and the reason that the client's author reads. */
class TetherErrorsTest {

    private SocketRoom room;

    @BeforeEach
    void open() throws IOException {
        room = SocketRoom.open(new TetherDialect());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void assertCloses(String message, int code, String reason) throws IOException {
        try (JsonSocket socket = room.socket()) {
            socket.raw().say(message);
            socket.assertClosed(code, reason);
        }
        TestDoor.until(
                "the close is counted",
                () -> Map.of(Integer.toString(code), 1L).equals(room.counts().closes()));
        TestDoor.until("the socket is gone", () -> room.counts().sockets() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"d\":{}}",
                "{\"op\":null}",
                "{\"op\":0}",
                "{\"op\":1}",
                "{\"op\":4}",
                "{\"op\":5}",
                "{\"op\":-1}",
                "{\"op\":99999999999}",
                "{\"op\":2.0}",
                "{\"op\":\"2\"}",
                "{\"op\":[2]}",
                "{\"op\":true}",
                "{\"OP\":3}"
            })
    void givenAnUnknownOperationThen4004(String message) throws IOException {
        assertCloses(message, 4004, "unknown_opcode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":2}",
                "{\"op\":2,\"d\":null}",
                "{\"op\":2,\"d\":[]}",
                "{\"op\":2,\"d\":[\"1\"]}",
                "{\"op\":2,\"d\":\"1\"}",
                "{\"op\":2,\"d\":1}",
                "{\"op\":2,\"d\":true}"
            })
    void givenAnInitializeWithoutAnObjectThen4005(String message) throws IOException {
        assertCloses(message, 4005, "requires_data_object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'subscribe_to_ids':[]}",
                "{'subscribe_to_ids':['']}",
                "{'subscribe_to_ids':[1,2]}",
                "{'subscribe_to_ids':['1',2]}",
                "{'subscribe_to_ids':['1',null]}",
                "{'subscribe_to_ids':'1'}",
                "{'subscribe_to_ids':{'1':'1'}}",
                "{'subscribe_to_ids':'1','subscribe_to_id':'2'}",
                "{'subscribe_to_id':1}",
                "{'subscribe_to_id':''}",
                "{'subscribe_to_id':'abc'}",
                "{'subscribe_to_id':'-1'}",
                "{'subscribe_to_id':' 1'}",
                "{'subscribe_to_id':'01'}",
                "{'subscribe_to_id':'0'}",
                "{'subscribe_to_id':'١'}",
                "{'subscribe_to_id':'18446744073709551616'}",
                "{'subscribe_to_id':'99999999999999999999999999'}",
                "{'subscribe_to_id':['1']}",
                "{'subscribe_to_all':true}"
            })
    void givenAnInitializeWithoutIdsOrWithWhatIsNoneThen4006(String data) throws IOException {
        assertCloses("{\"op\":2,\"d\":" + data.replace('\'', '"') + "}", 4006, "invalid_payload");
    }

    @Test
    void givenOneIdTooManyThen4006() throws IOException {
        String ids = LongStream.rangeClosed(1, TetherDialect.MOST_IDS + 1)
                .mapToObj(id -> "\"" + id + "\"")
                .collect(Collectors.joining(","));
        assertCloses("{\"op\":2,\"d\":{\"subscribe_to_ids\":[" + ids + "]}}", 4006, "invalid_payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{\"op\":3",
                "{\"op\":3}}",
                "{\"op\":3} {\"op\":3}",
                "{'op':3}",
                "{\"op\":03}",
                "null",
                "[]",
                "[{\"op\":3}]",
                "\"op\"",
                "3",
                "true",
                "NaN"
            })
    void givenWhatIsNoJsonObjectThen4006(String message) throws IOException {
        assertCloses(message, 4006, "invalid_payload");
    }

    @Test
    void givenAMessageNestedWithoutEndThen4006() throws IOException {
        assertCloses("{\"op\":2,\"d\":" + "[".repeat(30_000), 4006, "invalid_payload");
    }

    @Test
    void givenBytesThatAreNoTextThen4006() throws IOException {
        try (JsonSocket socket = room.socket()) {
            socket.raw().send(RawWebSocket.frame(true, RawWebSocket.BINARY, new byte[] {(byte) 0xFF, 0, 1}));
            socket.assertClosed(4006, "invalid_payload");
        }
    }

    @Test
    void givenAMessageOver32KibThen1009() throws IOException {
        String blanks = " ".repeat(PresenceSocket.MESSAGE_BYTES);
        try (JsonSocket socket = room.socket()) {
            socket.raw().say(blanks + "{\"op\":3}");
            socket.raw().assertClosedWith(1009);
        }
    }

    @Test
    void givenTheLongestIdsThenAThousandOfThemFit() throws IOException {
        String ids = LongStream.rangeClosed(-1_000, -1)
                .mapToObj(id -> "\"" + Long.toUnsignedString(id) + "\"")
                .collect(Collectors.joining(", "));
        try (JsonSocket socket = room.socket()) {
            assertThat(socket.initialize("{\"subscribe_to_ids\":[" + ids + "]}"))
                    .containsEntry("d", Map.of());
        }
    }

    @Test
    void givenAClientThatBreaksTheProtocolThen1002() throws IOException {
        try (JsonSocket socket = room.socket()) {
            socket.raw().send(RawWebSocket.frame(true, 0x3, new byte[0]));
            socket.raw().assertClosedWith(1002);
        }
    }

    @Test
    void givenAPingThenAPongAndAGoodbyeIsReturned() throws IOException {
        try (JsonSocket socket = room.socket()) {
            byte[] payload = "still there?".getBytes(StandardCharsets.UTF_8);
            socket.raw().send(RawWebSocket.frame(true, RawWebSocket.PING, payload));
            RawWebSocket.Received pong = socket.raw().receive();
            assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("still there?");
            socket.raw().send(RawWebSocket.close(1000));
            socket.raw().assertClosedWith(1000);
        }
    }

    @Test
    void givenSilenceForTwiceTheIntervalThen4009() throws IOException {
        try (SocketRoom impatient =
                        SocketRoom.impatient(new TetherDialect(), Duration.ofMillis(300), Duration.ofSeconds(30));
                JsonSocket socket = impatient.socket()) {
            long since = System.nanoTime();
            socket.assertClosed(4009, "heartbeat_timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofMillis(250));
        }
    }

    @Test
    void givenOnlyWhatWeSendThenThatIsNoSignOfLife() throws IOException {
        try (SocketRoom impatient = SocketRoom.impatient(new TetherDialect());
                JsonSocket socket = impatient.socket()) {
            impatient.online(1);
            socket.initialize("{'subscribe_to_id':'1'}");
            RawWebSocket.Received received;
            int changes = 0;
            do { // for as long as it goes on
                impatient.put(1, ++changes % 2 == 0 ? Status.ONLINE : Status.DND, "");
                received = socket.raw().receive();
            } while (received.opcode() == RawWebSocket.TEXT);
            assertThat(received.closeCode()).isEqualTo(4009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawWebSocket.TEXT, RawWebSocket.PING, RawWebSocket.PONG})
    void givenAnythingFromTheClientThenItIsAlive(int opcode) throws IOException {
        byte[] payload = opcode == RawWebSocket.TEXT ? "{\"op\":3}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        try (SocketRoom impatient =
                        SocketRoom.impatient(new TetherDialect(), Duration.ofSeconds(2), Duration.ofSeconds(30));
                JsonSocket silent = impatient.socket();
                JsonSocket alive = impatient.socket()) {
            while (impatient.counts().closes().isEmpty()) {
                alive.raw().send(RawWebSocket.frame(true, opcode, payload));
                LockSupport.parkNanos(20_000_000);
            }
            silent.assertClosed(4009, "heartbeat_timeout");
            assertThat(impatient.counts().closes()).isEqualTo(Map.of("4009", 1L));
        }
    }

    @Test
    void givenAnotherPathOrNoUpgradeThenThatIsSaid() throws IOException {
        try (RawClient client = room.door().client()) {
            RawClient.Answer answer =
                    client.send("GET /socket HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(426);
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
        }
    }

    @Test
    void givenAPageOfAnyOriginThatOffersDeflateThenItIsLetInWithoutAnyExtension() throws IOException {
        try (RawClient client = room.door().client()) {
            client.send(RawWebSocket.handshake("/socket")
                    .replace("Origin: file://", "Origin: https://example.org")
                    .replace(
                            "User-Agent",
                            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nUser-Agent"));
            assertThat(client.head()).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("extensions");
        }
    }
}
