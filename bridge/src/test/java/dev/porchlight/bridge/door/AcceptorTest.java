package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptorTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Routes ROUTES = new Routes().get("/", request -> Answer.json(200, "{}"));

    private static void assertServed(RawClient client) throws IOException {
        assertThat(client.send(GET).answer().status()).isEqualTo(200);
    }

    @Test
    void connections_thoseOverTheTotalAreClosedAtOnceAndAPlaceComesFreeAgain() throws IOException {
        try (TestDoor door = TestDoor.open(new TestLimits().connections(2).build(), ROUTES);
                RawClient first = door.client();
                RawClient second = door.client()) {
            assertServed(first);
            assertServed(second);
            try (RawClient third = door.client()) {
                third.awaitGone();
            }
            assertServed(first);
            assertThat(door.counts().turnedAway()).isEqualTo(1);
            assertThat(door.counts().open()).isEqualTo(2);
            second.leave();
            TestDoor.until("the second is gone", () -> door.counts().open() == 1);
            try (RawClient fourth = door.client()) {
                assertServed(fourth);
            }
        }
    }

    @Test
    void connectionsPerAddress_eachAddressHasItsOwn() throws IOException {
        DoorLimits limits = new TestLimits().connectionsPerAddress(2).build();
        try (TestDoor door = TestDoor.open(limits, ROUTES, ClientAddress.directAndLoopbackCounts());
                RawClient first = RawClient.from("127.0.0.1", door.address());
                RawClient second = RawClient.from("127.0.0.1", door.address())) {
            assertServed(first);
            assertServed(second);
            try (RawClient third = RawClient.from("127.0.0.1", door.address())) {
                third.awaitGone();
            }
            try (RawClient neighbour = RawClient.from("127.0.0.2", door.address())) {
                assertServed(neighbour);
            }
            first.leave();
            TestDoor.until("a place is free", () -> door.counts().open() == 1);
            try (RawClient again = RawClient.from("127.0.0.1", door.address())) {
                assertServed(again);
            }
            assertThat(door.counts().turnedAway()).isEqualTo(1);
        }
    }

    @Test
    void loopbackIsExemptFromThePerAddressLimit() throws IOException {
        try (TestDoor door =
                        TestDoor.open(new TestLimits().connectionsPerAddress(1).build(), ROUTES);
                RawClient first = door.client();
                RawClient second = door.client()) {
            assertServed(first);
            assertServed(second);
        }
    }

    @Test
    void trustedProxiesAreExemptWhenThereIsAProxy() throws IOException {
        java.net.InetAddress proxy = java.net.InetAddress.ofLiteral("172.18.0.2");
        List<AddressRange> trusted = List.of(AddressRange.parse("172.16.0.0/12"));
        assertThat(new ClientAddress(true, trusted).exemptFromAddressCap(proxy)).isTrue();
        assertThat(new ClientAddress(false, trusted).exemptFromAddressCap(proxy))
                .isFalse();
        assertThat(ClientAddress.direct().exemptFromAddressCap(java.net.InetAddress.ofLiteral("::1")))
                .isTrue();
    }
}
