package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A scenario as somebody plays it from a terminal, against a bridge. */
class ScenarioCommandTest {
    private static final String TOKEN = "scenario-test";

    private final StringWriter out = new StringWriter();
    private TinyBridge bridge;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        bridge = new TinyBridge(TOKEN);
    }

    @AfterEach
    void stop() throws IOException {
        bridge.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private CompletableFuture<Integer> play(Object command, int port, String scenario, String... more)
            throws IOException {
        Path file = Files.writeString(directory.resolve("day.scenario"), scenario);
        CommandLine line = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, c, parsed) -> {
                    out.append(failure.getMessage());
                    return failure instanceof UserError error ? error.exitCode() : 70;
                });
        List<String> arguments = new ArrayList<>(List.of(
                "--port", "" + port, "--token", TOKEN, "--bridge", bridge.url(), "--scenario", file.toString()));
        arguments.addAll(List.of(more));
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> exit.complete(line.execute(arguments.toArray(String[]::new))));
        return exit;
    }

    private void connect(int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        HttpClient client = HttpClient.newHttpClient();
        String api = "http://127.0.0.1:" + port + "/api/v10/";
        while (System.nanoTime() < end) {
            try {
                client.send(
                        HttpRequest.newBuilder(URI.create(api + "gateway")).build(),
                        HttpResponse.BodyHandlers.discarding());
                bridge.connect(api, "ws://127.0.0.1:" + port);
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("no Discord on " + port);
    }

    @ParameterizedTest
    @CsvSource({
        "discord,lit,0,day.scenario is over; it went as expected",
        "demo,lit,0,day.scenario is over; it went as expected",
        "discord,dark within 50ms,1,MISSED",
        "demo,dark within 50ms,1,MISSED"
    })
    void theExitCodeSaysWhetherItWentAsExpected(String name, String expected, int code, String said) throws Exception {
        Object command = name.equals("demo") ? new DemoCommand() : new DiscordCommand();
        int port = freePort();
        CompletableFuture<Integer> exit = play(command, port, """
                    guild Home
                    voice channel lounge
                    person alice
                    board lamp
                    09:00 expect lamp connected
                          alice joins lounge
                          expect lamp lit
                          expect lamp %s
                          alice leaves
                    """.formatted(expected), "--wait", "20");
        connect(port);
        assertThat(exit.get(60, TimeUnit.SECONDS)).as(out.toString()).isEqualTo(code);
        assertThat(out.toString()).contains("alice joins lounge", said);
    }

    @Test
    void aFileWithMistakesIsNotPlayed() throws Exception {
        assertThat(play(new DiscordCommand(), 0, "guild Home\nperson alice\n09:00 alice jions lounge\n")
                        .get(60, TimeUnit.SECONDS))
                .isEqualTo(78);
        assertThat(out.toString())
                .contains("day.scenario:3: ", "did you mean joins?", "^")
                .doesNotContain("Ready");
    }

    @Test
    void theFirstLinesSayWhereABotAndATestHaveToGo() throws Exception {
        int port = freePort();
        assertThat(play(
                                new DiscordCommand(),
                                port,
                                """
                        guild Home
                        09:00 expect a session
                        """,
                                "--control",
                                "0",
                                "--wait",
                                "1",
                                "--intents",
                                "members,content")
                        .get(60, TimeUnit.SECONDS))
                .isEqualTo(69);
        assertThat(out.toString())
                .contains("REST     http://127.0.0.1:" + port + "/api/v10/")
                .contains("gateway  ws://127.0.0.1:" + port)
                .contains("token    " + TOKEN)
                .contains("granted: members, content")
                .containsPattern("control  http://127.0.0.1:\\d+/control/v1")
                .contains("No bot logged in within 1 s");
    }
}
