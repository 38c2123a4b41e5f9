package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.Socket;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boards stay connected and are written to, whatever else comes in by the same port. */
class HostileClientsStopNothingTest {

    private static final int BOARDS = 20;
    private static final byte[] LARGE = new byte[4 * 1024 * 1024];

    private final Set<Socket> boards = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Board extends RecordingHandler {
        @Override
        protected void on(Socket socket, String call) {
            if (call.equals("opened")) {
                opened.incrementAndGet();
            } else if (call.equals("text board")) {
                boards.add(socket);
            } else if (call.equals("text echo")) {
                socket.send(Frame.text("x".repeat(1000)));
            } else if (call.startsWith("closed")) {
                closed.incrementAndGet();
                boards.remove(socket);
            }
        }
    }

    private TestDoor open() throws IOException {
        SocketLimits sockets = new SocketLimits(512, 8 * 1024, Duration.ofMillis(500), Duration.ofSeconds(60), 2);
        return TestDoor.open(
                new TestLimits()
                        .headTime(500)
                        .bodyTime(500)
                        .answerTime(500)
                        .lingerTime(200)
                        .stopTime(1)
                        .build(),
                new Routes()
                        .get("/", request -> Answer.json(200, "{}"))
                        .get("/large", request -> new Answer(200, "application/octet-stream", LARGE))
                        .post("/post", 1000, request -> Answer.json(200, "{}"))
                        .get("/throws", request -> {
                            throw new IllegalStateException("hostile");
                        })
                        .webSocket("/ws", new dev.porchlight.bridge.door.TestEndpoint(sockets, Board::new)));
    }

    /** Bytes drawn at random from what is nearly right, which reaches further than noise. */
    private static byte[] nearlyRight(Random random) {
        String[] starts = {
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /large HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /throws HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789",
            "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n01",
            RawWebSocket.handshake("/ws"),
            RawWebSocket.handshake("/ws")
                    + new String(RawWebSocket.text("echo").clone(), StandardCharsets.ISO_8859_1).repeat(200),
            RawWebSocket.handshake("/ws")
                    + new String(RawWebSocket.frame(true, 9, new byte[125]), StandardCharsets.ISO_8859_1).repeat(200),
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(starts[random.nextInt(starts.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void mixedAttackLosesNoBoard(long seed) throws Exception {
        try (TestDoor door = open()) {
            List<RawWebSocket> peers = new ArrayList<>();
            for (int i = 0; i < BOARDS; i++) {
                peers.add(door.webSocket("/ws").say("board"));
            }
            TestDoor.until("boards are in", () -> boards.size() == BOARDS);
            List<Thread> attackers = new ArrayList<>();
            AtomicInteger attacks = new AtomicInteger();
            for (int t = 0; t < 8; t++) {
                Random random = new Random(seed * 100 + t);
                attackers.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 60; i++) {
                        try (RawClient client = RawClient.withSmallWindow(door.address())) {
                            client.send(nearlyRight(random));
                            switch (random.nextInt(4)) {
                                case 0 -> client.socket().setSoLinger(true, 0);
                                case 1 -> client.halfClose();
                                case 2 -> client.socket().getInputStream().read(new byte[100]);
                                default -> {}
                            }
                        } catch (IOException e) {
                            // refused, reset: as it should be
                        }
                        attacks.incrementAndGet();
                    }
                }));
            }
            int round = 0;
            while (attacks.get() < 8 * 60) {
                String value = "v" + round++;
                Frame frame = Frame.text(value);
                door.door().onLoop(() -> boards.forEach(board -> board.send(frame)));
                for (RawWebSocket peer : peers) {
                    assertThat(peer.hear()).isEqualTo(value);
                }
            }
            for (Thread attacker : attackers) {
                attacker.join();
            }
            TestDoor.until("only the boards are left", () -> door.counts().open() == BOARDS);
            TestDoor.until("no handler is left", () -> door.counts().exchanging() == 0);
            assertThat(opened.get() - closed.get())
                    .as("one last call for each first")
                    .isEqualTo(BOARDS);
            assertThat(door.deaths()).isEmpty();
            for (RawWebSocket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void aPeerThatNeverReadsCannotMakeUsQueueWithoutEnd() throws Exception {
        try (TestDoor door = open();
                RawWebSocket flood = RawWebSocket.over(RawClient.withSmallWindow(door.address()), "/ws")) {
            byte[] ping = RawWebSocket.frame(true, RawWebSocket.PING, new byte[125]);
            byte[] echo = RawWebSocket.text("echo");
            try {
                for (int i = 0; i < 1_000_000; i++) {
                    flood.send(ping, echo); // until the kernel is full, the queue is full, and we are out
                }
                throw new AssertionError("a gigabyte was asked for and kept");
            } catch (IOException e) {
                TestDoor.until("let go", () -> door.counts().open() == 0);
            }
            assertThat(closed.get()).isEqualTo(1);
        }
    }

    @Test
    void announcedLengthsCostNothing() throws Exception {
        Runtime runtime = Runtime.getRuntime();
        List<RawClient> clients = new ArrayList<>();
        try (TestDoor door = open()) {
            System.gc();
            long before = runtime.totalMemory() - runtime.freeMemory();
            for (int i = 0; i < 500; i++) {
                RawWebSocket peer = door.webSocket("/ws");
                clients.add(peer.raw());
                peer.send(new byte[] {(byte) 0x82, (byte) 0xFE, 0x01, (byte) 0xFF}); // 511 bytes to come
            }
            TestDoor.until("all are in", () -> opened.get() == 500);
            System.gc();
            long each = (runtime.totalMemory() - runtime.freeMemory() - before) / 500;
            assertThat(each).as("bytes of heap a socket, both ends").isLessThan(10_000);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
