package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.AddressRange;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import dev.porchlight.bridge.door.TestLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a proxy on loopback, whose word counts, with two connections for each client. */
class ClientsBehindAProxyAreCountedOneByOneTest {

    private static final String ONE = "X-Forwarded-For: 198.51.100.7\r\n";
    private static final String OTHER = "X-Forwarded-For: 198.51.100.8\r\n";

    private final List<RawClient> clients = new ArrayList<>();
    private TestDoor door;

    @BeforeEach
    void open() throws IOException {
        door = TestDoor.open(
                new TestLimits().connectionsPerAddress(2).build(),
                new Routes()
                        .get("/", request -> Answer.json(200, "{}"))
                        .webSocket("/ws", new TestEndpoint(TestEndpoint.limits(1024), RecordingHandler::new)),
                new ClientAddress(true, List.of(AddressRange.parse("127.0.0.0/8"))));
    }

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    private RawClient connect() throws IOException {
        RawClient client = door.client();
        clients.add(client);
        return client;
    }

    private static RawClient.Answer get(RawClient client, String headers) throws IOException {
        return client.send("GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n").answer();
    }

    private void assertRefused(String headers) throws IOException {
        RawClient client = connect();
        RawClient.Answer answer = get(client, headers);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body()).contains("\"too_many_connections\"");
        client.assertEnd();
        client.close();
    }

    @Test
    void givenAClientWithAllItsConnectionsWhenItOpensOneMoreThen429AndOthersAreServed() throws IOException {
        RawClient first = connect();
        assertThat(get(first, ONE).status()).isEqualTo(200);
        assertThat(get(connect(), ONE).status()).isEqualTo(200);
        assertRefused(ONE);
        assertRefused(ONE);
        assertThat(get(first, ONE).status())
                .as("a second request on the same one")
                .isEqualTo(200);
        assertThat(get(connect(), OTHER).status()).isEqualTo(200);
    }

    @Test
    void givenAConnectionEndsThenItsPlaceIsFreeAgain() throws IOException {
        RawClient first = connect();
        assertThat(get(first, ONE).status()).isEqualTo(200);
        assertThat(get(connect(), ONE).status()).isEqualTo(200);
        assertRefused(ONE);
        TestDoor.until("the refused one is gone", () -> door.counts().open() == 2);
        first.leave();
        TestDoor.until("gone", () -> door.counts().open() == 1);
        assertThat(get(connect(), ONE).status()).isEqualTo(200);
        assertRefused(ONE);
    }

    @Test
    void givenAProxyThatSendsAnotherClientsRequestThenTheConnectionCountsForThatOne() throws IOException {
        RawClient first = connect();
        assertThat(get(first, ONE).status()).isEqualTo(200);
        assertThat(get(connect(), ONE).status()).isEqualTo(200);
        assertThat(get(first, OTHER).status()).isEqualTo(200);
        assertThat(get(connect(), ONE).status()).isEqualTo(200);
        assertRefused(ONE);
        assertThat(get(connect(), OTHER).status()).isEqualTo(200);
        assertRefused(OTHER);
        assertThat(get(first, ONE).status()).as("no place there any more").isEqualTo(429);
    }

    @Test
    void givenASocketThenItKeepsItsPlaceUntilItIsGone() throws IOException {
        String upgrade = RawWebSocket.handshake("/ws").replace("Origin: file://\r\n", ONE);
        List<RawClient> boards = List.of(connect(), connect());
        for (RawClient board : boards) {
            assertThat(board.send(upgrade).head()).startsWith("HTTP/1.1 101 ");
        }
        assertRefused(ONE);
        RawClient third = connect();
        assertThat(third.send(upgrade).answer().status()).isEqualTo(429);
        third.assertEnd();
        boards.getFirst().leave();
        TestDoor.until("a place is free", () -> {
            try {
                RawClient again = connect();
                return again.send(upgrade).head().startsWith("HTTP/1.1 101 ");
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void givenAddressesOfOneIpv6NetworkThenTheyAreOneClient() throws IOException {
        assertThat(get(connect(), "X-Forwarded-For: 2001:db8::1\r\n").status()).isEqualTo(200);
        assertThat(get(connect(), "X-Forwarded-For: 2001:db8::2\r\n").status()).isEqualTo(200);
        assertRefused("X-Forwarded-For: 2001:db8::3\r\n");
        assertThat(get(connect(), "X-Forwarded-For: 2001:db8:0:1::1\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void givenTheProxyItselfThenItHasAnyNumber() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(get(connect(), "").status()).isEqualTo(200);
        }
    }
}
