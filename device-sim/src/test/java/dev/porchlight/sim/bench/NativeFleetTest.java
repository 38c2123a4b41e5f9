package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the C fleet says when something is not as it should be, and that it ends. */
@Timeout(60)
class NativeFleetTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private NativeTools tools;

    @BeforeEach
    void compile() throws Exception {
        tools = CompiledTools.compiledOrSkip();
    }

    private NativeFleet fleet(int port, String token, int size) throws IOException {
        return new NativeFleet(tools, new InetSocketAddress(Setup.LOOPBACK, port), "/ws", token, size, 8);
    }

    private LineProcess process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tools.program("fleet")));
        command.addAll(List.of(arguments));
        return new LineProcess(folder, command);
    }

    /** Answers every request with this, after the whole head was read. */
    private static void answer(ServerSocket server, String text) {
        Thread.ofVirtual().start(() -> {
            try (Socket board = server.accept()) {
                byte[] head = new byte[4_096];
                if (board.getInputStream().read(head) > 0) {
                    board.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                    board.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                // The fleet has gone, which is what is waited for.
            }
        });
    }

    @Test
    void aRefusalIsQuoted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, Setup.LOOPBACK);
                NativeFleet fleet = fleet(server.getLocalPort(), "any", 1)) {
            answer(server, "HTTP/1.1 403 Forbidden\r\n\r\n");
            assertThatThrownBy(() -> fleet.connect(false, SOON))
                    .isInstanceOf(BadAnswer.class)
                    .hasMessageContaining("a board was not let in")
                    .hasMessageContaining("403 Forbidden");
        }
    }

    @Test
    void aFrameThatNoBoardExpectsIsAnError() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, Setup.LOOPBACK);
                NativeFleet fleet = fleet(server.getLocalPort(), "any", 1)) {
            Thread.ofVirtual().start(() -> {
                try (Socket board = server.accept()) {
                    byte[] bytes = new byte[4_096];
                    board.getInputStream().read(bytes);
                    board.getOutputStream().write("HTTP/1.1 101 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    board.getInputStream().read(bytes);
                    board.getOutputStream().write(new byte[] {(byte) 0x81, 1, '7'});
                    board.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The fleet has gone, which is what is waited for.
                }
            });
            assertThatThrownBy(() -> fleet.connect(false, SOON)).hasMessageContaining("other than OK, 1, 0 and pings");
        }
    }

    @Test
    void oneThatHasFailedSaysSoAgain() throws Exception {
        try (NativeFleet fleet = fleet(1, "t".repeat(200), 1)) {
            assertThatThrownBy(() -> fleet.want(true, SOON)).hasMessageContaining("the token or the path is too long");
            assertThatThrownBy(fleet::awaitAll).hasMessageContaining("has ended");
            assertThatThrownBy(fleet::cut).hasMessageContaining("has ended"); // however long the pipe has been broken
        }
    }

    @Test
    void anUnknownCommandAndAWrongNumberAreNamed() throws Exception {
        try (LineProcess process = process("1", "/ws", "any", "1", "1")) {
            process.say("dance");
            assertThatThrownBy(() -> process.hear("danced", 0, SOON)).hasMessageContaining("no such command: dance");
        }
        try (LineProcess process = process("1", "/ws", "any", "none", "1")) {
            assertThatThrownBy(() -> process.hear("any", 0, SOON)).hasMessageContaining("BOARDS is a number from 1 up");
        }
    }

    @Test
    void itEndsWithItsStandardInput() throws Exception {
        Process process = new ProcessBuilder(tools.program("fleet"), "1", "/ws", "any", "1", "1").start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutACompilerTheBuildScriptAnswersThree() throws Exception {
        CompiledTools.Built built = CompiledTools.build(folder, Map.of("CC", "no-such-compiler"));
        assertThat(built.code()).as(built.output()).isEqualTo(3);
        assertThat(new NativeTools(folder).complete()).isFalse();
        assertThat(tools.complete()).isTrue();
    }
}
