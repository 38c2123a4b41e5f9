package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TapTest {
    @Test
    void itHandsOnBothWaysAndNotesOnlyTheFirstBytesAfterItWasArmed() throws Exception {
        try (ServerSocket gateway = new ServerSocket(0, 1, Setup.LOOPBACK);
                Tap tap = new Tap(gateway.getLocalPort()).start();
                Socket bridge = new Socket(Setup.LOOPBACK, URI.create(tap.url()).getPort());
                Socket behind = gateway.accept()) {
            bridge.getOutputStream().write("up".getBytes(StandardCharsets.US_ASCII));
            assertThat(behind.getInputStream().readNBytes(2)).asString().isEqualTo("up");
            assertThat(tap.passedAt()).isZero();

            long before = System.nanoTime();
            behind.getOutputStream().write("down".getBytes(StandardCharsets.US_ASCII));
            assertThat(bridge.getInputStream().readNBytes(4)).asString().isEqualTo("down");
            long noted = tap.passedAt();
            assertThat(noted).isBetween(before, System.nanoTime());

            behind.getOutputStream().write("more".getBytes(StandardCharsets.US_ASCII));
            assertThat(bridge.getInputStream().readNBytes(4)).asString().isEqualTo("more");
            assertThat(tap.passedAt()).isEqualTo(noted);
            tap.arm();
            assertThat(tap.passedAt()).isZero();
        }
    }
}
