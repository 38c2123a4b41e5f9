package dev.porchlight.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return Main.run(line, arguments);
    }

    @Test
    void withoutACommandItPrintsWhatThereIs() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("demo", "discord");
    }

    @Test
    void itKnowsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("device-sim ");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("demo", "--no-such-option")).isEqualTo(2);
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("demo", "--discord-port", "" + taken.getLocalPort())).isEqualTo(78);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains("" + taken.getLocalPort(), "with --port");
        }
    }

    @Test
    void aBridgeThatIsNoWebSocketUrlIsOneClearLine() {
        assertThat(run("demo", "--discord-port", "0", "--bridge", "http://127.0.0.1/"))
                .isEqualTo(78);
        assertThat(err.toString().lines()).singleElement().asString().contains("--bridge", "ws://");
    }

    @Test
    void aBridgeThatDoesNotComeIsSaidAndTheRestIsNotPlayed() {
        assertThat(run("demo", "--discord-port", "0", "--wait-bridge", "1")).isEqualTo(69);
        assertThat(err.toString()).contains("No bridge logged in within 1 s");
        assertThat(out.toString()).doesNotContain("joins");
    }
}
