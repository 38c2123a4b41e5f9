package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.bridge.testing.LogEvents;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Routes ROUTES = new Routes().get("/", request -> Answer.json(200, "{}"));

    @Test
    void aPortInUseIsABindException() throws IOException {
        try (TestDoor door = TestDoor.open(ROUTES)) {
            assertThatThrownBy(() -> Door.open(
                            door.address(), new TestLimits().build(), ROUTES, ClientAddress.direct(), death -> {}))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void thePortIsFreeAgainAtOnceThoughClientsWereConnected() throws IOException {
        TestDoor first = TestDoor.open(ROUTES);
        try (RawClient client = first.client()) {
            assertThat(client.send(GET).answer().status()).isEqualTo(200);
            first.close();
            Door second =
                    Door.open(first.address(), new TestLimits().build(), ROUTES, ClientAddress.direct(), death -> {});
            try (RawClient again = new RawClient(second.address())) {
                assertThat(again.send(GET).answer().status()).isEqualTo(200);
            }
            second.close();
        }
    }

    @Test
    void saysWhenItOpensAndCloses() throws IOException {
        try (LogEvents log = LogEvents.all()) {
            TestDoor.open(ROUTES).close();
            assertThat(log.atLeast(Level.ALL)).containsExactly("limits", "listening", "door_closed");
        }
    }

    @Test
    void closesAtOnceWhenThereIsNobody() throws IOException {
        TestDoor door = TestDoor.open(new TestLimits().stopTime(60_000).build(), ROUTES);
        try (RawClient idle = door.client()) {
            assertThat(idle.send(GET).answer().status()).isEqualTo(200);
            door.close(); // would take a minute if an idle connection counted
            door.close();
            idle.assertEnd();
        }
        assertThat(door.counts().open()).isZero();
    }

    @Test
    void stopTime_isNotExceededByAHandlerThatHangs() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        TestDoor door = TestDoor.open(new TestLimits().stopTime(50).build(), new Routes().get("/", request -> {
                    begun.countDown();
                    hold.await();
                    return Answer.json(200, "{}");
                }));
        try (RawClient client = door.client()) {
            client.send(GET);
            begun.await();
            long start = System.nanoTime();
            door.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            client.awaitGone();
        }
        hold.countDown();
    }

    @Test
    void aRequestUnderWayIsAnsweredBeforeTheEnd() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        TestDoor door = TestDoor.open(new Routes().get("/", request -> {
            begun.countDown();
            hold.await();
            return Answer.json(200, "{}");
        }));
        try (RawClient client = door.client()) {
            client.send(GET);
            begun.await();
            Thread closing = Thread.ofPlatform().start(door::close);
            TestDoor.until("no more connections are taken", () -> {
                try (RawClient late = door.client()) {
                    return late.socket().isClosed();
                } catch (IOException e) {
                    return true;
                }
            });
            hold.countDown();
            assertThat(client.answer().status()).isEqualTo(200);
            client.assertEnd();
            client.leave();
            closing.join();
        }
        assertThat(door.counts().open()).isZero();
    }

    @Test
    void tasksRunOnTheLoopAndAHealthyLoopIsNotBusy() throws Exception {
        try (TestDoor door = TestDoor.open(ROUTES)) {
            CountDownLatch ran = new CountDownLatch(1);
            String[] thread = new String[1];
            door.door().onLoop(() -> {
                thread[0] = Thread.currentThread().getName();
                ran.countDown();
            });
            ran.await();
            assertThat(thread[0]).isEqualTo("door");
            assertThat(door.door().busyFor()).isLessThan(Duration.ofSeconds(1));
        }
    }

    /** Else each of some thousand boards would wake the processor on its own. */
    @Test
    void idleSocketsArePingedTogether() throws Exception {
        int many = 60;
        Duration every = Duration.ofMillis(1_500); // first pings within 750 ms of each other, gathered by 100 ms
        Routes routes = new Routes()
                .webSocket("/ws", new TestEndpoint(new SocketLimits(100, 100, every, every, 2), RecordingHandler::new));
        List<RawWebSocket> peers = new ArrayList<>();
        try (TestDoor door = TestDoor.open(routes)) {
            for (int i = 0; i < many; i++) {
                peers.add(door.webSocket("/ws"));
            }
            long before = door.counts().turns();
            for (RawWebSocket peer : peers) {
                assertThat(peer.receive().opcode()).isEqualTo(RawWebSocket.PING);
            }
            assertThat(door.counts().turns() - before).isBetween(1L, 12L);
        } finally {
            for (RawWebSocket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void anIdleDoorWithIdleClientsDoesNotTurn() throws Exception {
        try (TestDoor door = TestDoor.open(ROUTES);
                RawClient idle = door.client();
                RawClient silent = door.client()) {
            assertThat(idle.send(GET).answer().status()).isEqualTo(200);
            TestDoor.until("both are in", () -> door.counts().open() == 2);
            long before = door.counts().turns();
            assertThat(new CountDownLatch(1).await(300, java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isFalse();
            assertThat(door.counts().turns() - before).isLessThanOrEqualTo(3);
            assertThat(silent.socket().isConnected()).isTrue();
        }
    }
}
