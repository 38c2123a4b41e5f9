package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process with few file descriptors: nothing dies or spins, and who waited is served when one comes free. */
class OutOfDescriptorsTheDoorPausesTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    /** The process with few descriptors: prints its port, then lives until its input ends. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws IOException {
            Routes routes = new Routes();
            Door[] door = new Door[1];
            routes.get("/", request -> Answer.json(200, "{}"));
            routes.get(
                    "/turns",
                    request -> Answer.json(200, Long.toString(door[0].counts().turns())));
            door[0] = Door.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new TestLimits().build(),
                    routes,
                    ClientAddress.direct(),
                    death -> Runtime.getRuntime().halt(70));
            try (RawClient warmUp = new RawClient(door[0].address())) {
                warmUp.send(GET).answer();
            }
            // The classes have to be loaded while there are descriptors to load them with, the last one's too.
            TestDoor.until("the warm-up is over", () -> door[0].counts().open() == 0);
            System.out.println(door[0].address().getPort());
            while (System.in.read() >= 0) {
                // until the test closes it
            }
            door[0].close();
        }
    }

    @Test
    void andServesAgain() throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 100; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .start();
        List<RawClient> clients = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader log = process.errorReader(StandardCharsets.UTF_8)) {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()));
            RawClient early = new RawClient(server);
            clients.add(early);
            assertThat(early.send(GET).answer().status()).isEqualTo(200);
            for (int i = 0; i < 120; i++) {
                clients.add(new RawClient(server)); // the kernel accepts for us as many as the backlog holds
            }
            RawClient last = clients.getLast().send(GET);
            String line = log.readLine();
            while (!line.contains("accept_paused")) {
                line = log.readLine();
            }
            assertThat(early.send(GET).answer().status()).as("whoever is in").isEqualTo(200);
            long turns = turns(early);
            assertThat(last.socket().getInputStream().available()).isZero();
            assertThat(turns(early) - turns).as("turns meanwhile").isLessThan(50);
            for (RawClient client : clients.subList(1, clients.size() - 1)) {
                client.leave();
            }
            assertThat(last.answer().status()).isEqualTo(200);
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
            assertThat(log.lines().filter(l -> l.contains("accept_paused")))
                    .as("logged again")
                    .isEmpty();
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
            process.destroy();
        }
    }

    private static long turns(RawClient client) throws IOException {
        return Long.parseLong(
                client.send("GET /turns HTTP/1.1\r\nHost: x\r\n\r\n").answer().body());
    }
}
