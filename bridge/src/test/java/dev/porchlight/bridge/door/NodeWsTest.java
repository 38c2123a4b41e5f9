package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.abuse.Echo;
import dev.porchlight.bridge.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Node's {@code ws}, the client of most programs that are not browsers. scripts/test installs it into target/node of the repository; without
 * it this is skipped, or fails where CI=true.
 */
class NodeWsTest {

    private static final Path MODULE = Path.of("..", "target", "node", "node_modules", "ws")
            .toAbsolutePath()
            .normalize();
    private static final Path SCRIPT = Path.of("src/test/resources/dev/porchlight/bridge/door/ws-client.cjs")
            .toAbsolutePath();

    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    private final class Obedient extends Echo {
        @Override
        public void text(Socket socket, String text) {
            if (text.startsWith("close ")) {
                socket.close(Integer.parseInt(text.substring(6)));
            } else if (text.equals("stop")) {
                stop.complete(null);
            } else {
                super.text(socket, text);
            }
        }
    }

    private static void without(String what) {
        Tools.missing("Node's ws was NOT tested against the door: " + what + ". scripts/test installs both.");
    }

    @Test
    void agreesWithTheDoor() throws Exception {
        if (!Files.isRegularFile(MODULE.resolve("package.json"))) {
            without("there is no " + MODULE);
        }
        try (TestDoor door = TestDoor.open(
                new Routes().webSocket("/ws", new TestEndpoint(TestEndpoint.limits(100_000), Obedient::new)))) {
            Process node = start("ws://127.0.0.1:" + door.address().getPort());
            try {
                // Reading what it says cannot be interrupted, but ends with it.
                CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS).execute(node::destroyForcibly);
                CompletableFuture<Void> stopped = stop.thenRunAsync(door::close);
                String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(said.lines())
                        .as("what node said")
                        .containsExactly(
                                "ok handshake",
                                "ok echo",
                                "ok ping",
                                "ok fragments",
                                "ok close codes",
                                "ok refusal",
                                "ok server stops");
                assertThat(node.exitValue()).isZero();
                stopped.get(10, TimeUnit.SECONDS);
            } finally {
                node.destroyForcibly();
            }
            assertThat(door.counts().handlerErrors()).isZero();
            assertThat(door.deaths()).isEmpty();
        }
    }

    private static Process start(String url) {
        try {
            return new ProcessBuilder("node", SCRIPT.toString(), MODULE.toString(), url)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            without("node did not start (" + e.getMessage() + ")");
            throw new AssertionError(e);
        }
    }
}
