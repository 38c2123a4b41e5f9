package dev.porchlight.sim.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.bench.Samples;
import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the mob can tell a server that keeps its promises from one that does not. */
@Timeout(30)
class VerdictsTest {
    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}";

    private interface Verdict {
        Outcome of(Peer peer) throws IOException;
    }

    /** What the mob makes of a server that says this to whoever comes, and hangs up. */
    private static Outcome judge(byte[] said, Verdict verdict) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> say(server, said));
            Target target =
                    new Target(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), "t");
            try (Peer peer = target.connect(new Random(1))) {
                return verdict.of(peer);
            }
        }
    }

    private static void say(ServerSocket server, byte[] said) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(said);
        } catch (IOException e) {
            // The test will say that it heard nothing.
        }
    }

    private static Outcome refused(String said) throws IOException {
        return judge(said.getBytes(StandardCharsets.US_ASCII), peer -> Verdicts.refused(peer, 400, "a request"));
    }

    @Test
    void aWholeRefusalIsAsPromised() throws IOException {
        assertThat(refused(REFUSAL)).isEqualTo(Outcome.AS_PROMISED);
    }

    @Test
    void noAnswerOrABusyOneIsShedding() throws IOException {
        assertThat(refused("")).isEqualTo(Outcome.SHED);
        assertThat(refused("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")).isEqualTo(Outcome.SHED);
        assertThat(refused("HTTP/1.1 429 Slowly\r\nContent-Length: 0\r\n\r\n")).isEqualTo(Outcome.SHED);
    }

    @Test
    void anotherStatusASecondAnswerAndHalfAnAnswerAreBrokenPromises() {
        assertThatThrownBy(() -> refused(REFUSAL.replace("400", "200")))
                .isInstanceOf(Unexpected.class)
                .hasMessageContaining("200");
        assertThatThrownBy(() -> refused(REFUSAL + REFUSAL)).hasMessageContaining("twice");
        assertThatThrownBy(() -> refused("HTTP/1.1 400 Bad")).hasMessageContaining("half an answer");
        assertThatThrownBy(() -> refused(REFUSAL.substring(0, REFUSAL.length() - 1)))
                .hasMessageContaining("1 bytes instead of 2");
    }

    @Test
    void aCloseCodeIsLookedForBehindOtherFrames() throws IOException {
        byte[] close = Frame.close(1009, "").unmasked();
        byte[] both = new byte[Frame.text("NOAUTH").unmasked().length + close.length];
        System.arraycopy(Frame.text("NOAUTH").unmasked(), 0, both, 0, both.length - close.length);
        System.arraycopy(close, 0, both, both.length - close.length, close.length);

        assertThat(judge(both, peer -> Verdicts.closed(peer, 1009, "frames"))).isEqualTo(Outcome.AS_PROMISED);
        assertThatThrownBy(() -> judge(both, peer -> Verdicts.closed(peer, 1002, "frames")))
                .hasMessageContaining("1009 instead of 1002");
    }

    @Test
    void nothingButLoopbackIsEverAttacked() throws IOException {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        assertThatThrownBy(() -> new Target(new InetSocketAddress(elsewhere, 80), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangeThatWasLateOnTheControlTooIsTheMachinesFault() {
        List<Change> changes =
                List.of(new Change(0, 3, 3, 0, 0), new Change(1, 90, 4, 0, 0), new Change(2, 90, 80, 0, 0));
        Phase phase = new Phase(changes, 0, 0, new Samples());

        assertThat(phase.late(3)).hasSize(2);
        assertThat(phase.lateByItself(3)).containsExactly(changes.get(1));
        assertThat(phase.lateAtControl(3)).isEqualTo(1);
    }
}
