package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.DoorLimits;
import dev.porchlight.bridge.door.Frame;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.RecordingHandler;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.SocketLimits;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A door at its standard limits in a process with 32 MB of heap, against a thousand sockets that each want as much of it as
 * they can get: half heads, half bodies, half frames, fragments up to the cap, answers and echoes that nobody reads, drips.
 * Whoever is let go comes back.
 */
class SmallHeapOutlivesAThousandHostileSocketsTest {

    private static final int ATTACKERS = 4;
    private static final int SOCKETS_EACH = 250;
    private static final int OPENED = 3_000;
    private static final int KINDS = 7;
    private static final int CHANGES = 100;
    private static final int THOUSAND = 1_000;
    private static final int SCRAPE_BYTES = 12_700; // /metrics
    private static final String HALF_HEAD = "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ";
    private static final String HALF_BODY = "POST /post HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n"
            + "A: b\r\n".repeat(90) + "\r\n" + "x".repeat(100_000);
    private static final String HEALTHZ =
            "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: curl/8.14\r\n\r\n";

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger opened = new AtomicInteger();

    /** The process with the small heap: prints its port, then does what its input says until that ends. */
    static final class Main {
        private static final SocketLimits BOARD =
                new SocketLimits(512, 256, Duration.ofSeconds(30), Duration.ofSeconds(15), 2);
        private static final SocketLimits CHAT =
                new SocketLimits(64 * 1024, 64 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(15), 2);

        private Main() {}

        public static void main(String[] args) throws IOException {
            RecordingHandler board = new RecordingHandler();
            byte[] image = new byte[3 * 1024 * 1024]; // more than the kernel takes
            CountDownLatch held = new CountDownLatch(1);
            Routes routes = new Routes()
                    .get("/healthz", request -> Answer.json(200, "{}"))
                    .get("/large", request -> new Answer(200, Answer.JSON, new byte[300_000]))
                    .get("/image", request -> new Answer(200, Answer.JSON, image))
                    .get("/scrape", request -> {
                        held.await();
                        return new Answer(200, Answer.JSON, new byte[SCRAPE_BYTES]);
                    })
                    .post("/post", 256 * 1024, request -> Answer.json(200, "{}"))
                    .webSocket("/ws", new TestEndpoint(BOARD, () -> board))
                    .webSocket("/chat", new TestEndpoint(CHAT, Echo::new));
            Door door = Door.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    DoorLimits.standard(),
                    routes,
                    ClientAddress.direct(),
                    death -> Runtime.getRuntime().halt(70));
            System.out.println(door.address().getPort());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case "held" -> System.out.println(door.counts().bufferBytes());
                    case "refused" -> System.out.println(door.counts().noRoom());
                    case "errors" -> System.out.println(door.counts().handlerErrors());
                    case "exchanging" -> System.out.println(door.counts().exchanging());
                    case "scrape" -> held.countDown();
                    default -> {
                        Frame value = Frame.text(line);
                        door.onLoop(() -> board.socket().send(value));
                    }
                }
            }
            door.close();
        }
    }

    /** Opens sockets and lets the oldest go, until the test is over. */
    private void attack(InetSocketAddress server, int first) {
        ArrayDeque<RawClient> open = new ArrayDeque<>();
        for (int i = first; !over.get(); i++) {
            try {
                RawClient client = RawClient.withSmallWindow(server);
                open.add(client);
                begin(client, i % KINDS);
                open.peek().send("x"); // a drip
            } catch (IOException | AssertionError e) {
                // refused, reset: as it should be
            }
            opened.incrementAndGet();
            if (open.size() > SOCKETS_EACH) {
                leave(open.poll());
            }
        }
        open.forEach(SmallHeapOutlivesAThousandHostileSocketsTest::leave);
    }

    private static void begin(RawClient client, int kind) throws IOException {
        switch (kind) {
            case 0 -> client.send(HALF_HEAD + "y".repeat(8_000));
            case 1 -> client.send(HALF_BODY);
            case 2 ->
                RawWebSocket.over(client, "/chat").send(Arrays.copyOf(RawWebSocket.text("x".repeat(60_000)), 50_000));
            case 3 ->
                RawWebSocket.over(client, "/chat").send(RawWebSocket.frame(false, RawWebSocket.TEXT, new byte[60_000]));
            case 4 -> client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            case 5 -> {
                byte[] message = RawWebSocket.text("x".repeat(60_000));
                RawWebSocket.over(client, "/chat").send(message, message, message, message);
            }
            default -> client.send(HALF_HEAD);
        }
    }

    private static void leave(RawClient client) {
        try {
            client.leave();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Timeout(60)
    void givenThemThenABoardGetsItsChangesHealthzAnswersAndInTheEndNothingIsHeld() throws Exception {
        Process process = smallHeap();
        List<Thread> attackers = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
            try (RawWebSocket board = RawWebSocket.open(server, "/ws")) {
                for (int i = 0; i < ATTACKERS; i++) {
                    int first = i;
                    attackers.add(Thread.ofPlatform().start(() -> attack(server, first)));
                }
                long slowest = 0;
                for (int i = 0; i < CHANGES || opened.get() < OPENED; i++) {
                    String value = Integer.toString(i);
                    long start = System.nanoTime();
                    in.println(value);
                    assertThat(board.hear()).isEqualTo(value);
                    slowest = Math.max(slowest, System.nanoTime() - start);
                    try (RawClient health = new RawClient(server)) {
                        assertThat(health.send(HEALTHZ).answer().status()).isEqualTo(200);
                    }
                }
                assertThat(ask(in, out, "refused")).as("the budget was reached").isPositive();
                assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
                over.set(true);
                for (Thread attacker : attackers) {
                    attacker.join();
                }
                TestDoor.until("nothing is held", () -> ask(in, out, "held") == 0);
                in.println("last");
                assertThat(board.hear()).isEqualTo("last");
                assertThat(ask(in, out, "errors")).isZero();
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            over.set(true);
            process.destroy();
        }
    }

    /** {@code /metrics} is such a handler: who comes while it renders waits for it. */
    @Test
    @Timeout(60)
    void givenAThousandThatWaitForOneHandlerThenEachIsAnswered() throws Exception {
        Process process = smallHeap();
        List<RawClient> clients = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
            for (int i = 0; i < THOUSAND; i++) {
                RawClient client = new RawClient(server);
                clients.add(client.send("GET /scrape HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)));
            }
            TestDoor.until("all are at the handler", () -> ask(in, out, "exchanging") == THOUSAND);
            assertHealthy(server);
            in.println("scrape");
            for (RawClient client : clients) {
                assertThat(client.answer().body()).hasSize(SCRAPE_BYTES);
            }
            for (RawClient client : clients) {
                client.leave();
            }
            assertNothingHeldNorFailed(in, out);
        } finally {
            process.destroy();
        }
    }

    @Test
    @Timeout(60)
    void givenAThousandThatDoNotReadOneLargeArrayThenHealthzAnswersAndInTheEndNothingIsHeld() throws Exception {
        Process process = smallHeap();
        List<RawClient> clients = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                PrintWriter in = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true)) {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
            for (int i = 0; i < THOUSAND; i++) {
                clients.add(RawClient.withSmallWindow(server).send("GET /image HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            TestDoor.until("the budget is reached", () -> ask(in, out, "refused") > 0);
            assertHealthy(server);
            for (RawClient client : clients) {
                client.leave();
            }
            assertNothingHeldNorFailed(in, out);
        } finally {
            process.destroy();
        }
    }

    private static void assertHealthy(InetSocketAddress server) throws IOException {
        try (RawClient health = new RawClient(server)) {
            assertThat(health.send(HEALTHZ).answer().status()).isEqualTo(200);
        }
    }

    private static void assertNothingHeldNorFailed(PrintWriter in, BufferedReader out) {
        TestDoor.until("nothing is held", () -> ask(in, out, "held") == 0);
        assertThat(ask(in, out, "errors")).isZero();
    }

    private static Process smallHeap() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long ask(PrintWriter in, BufferedReader out, String what) {
        in.println(what);
        try {
            return Long.parseLong(out.readLine());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
