package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fleet and the HTTP client against the bare server: the floor has to be right before anything is compared with it. */
class FleetTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private BareServer server;
    private Thread serving;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        server = new BareServer();
        address = new InetSocketAddress(Setup.LOOPBACK, server.port());
        serving = Thread.ofPlatform().start(() -> {
            try {
                server.run();
            } catch (Exception e) {
                // Closed in the midst of a select: the test is over.
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        assertThat(serving.join(SOON)).isTrue();
    }

    private SocketChannel control() throws Exception {
        SocketChannel control = SocketChannel.open(address);
        control.setOption(StandardSocketOptions.TCP_NODELAY, true);
        control.write(ByteBuffer.wrap(Wire.get("/control", server.port())));
        return control;
    }

    @Test
    void everyBoardGetsAChangeOnceAndTheTimesAreOfTheFirstAndTheLast() throws Exception {
        try (Fleet fleet = new Fleet(address, "any", 50, 8);
                SocketChannel control = control()) {
            Fleet.Took took = fleet.connect(false, SOON);
            assertThat(took.nanos()).isPositive();
            fleet.idle(Duration.ofMillis(100)); // the control's head is read by now

            fleet.want(true);
            assertThat(fleet.allHave()).isFalse();
            long told = System.nanoTime();
            control.write(ByteBuffer.wrap(new byte[] {'1'}));

            assertThat(fleet.pump(fleet::allHave, SOON)).isTrue();
            assertThat(fleet.firstAt()).isBetween(told, fleet.lastAt());
            ByteBuffer nanos = ByteBuffer.allocate(Long.BYTES);
            while (nanos.hasRemaining()) {
                assertThat(control.read(nanos)).isPositive();
            }
            assertThat(nanos.flip().getLong()).isPositive();
        }
    }

    @Test
    void aFleetThatIsCutComesBackWhole() throws Exception {
        try (Fleet fleet = new Fleet(address, "any", 50, 8)) {
            fleet.connect(false, SOON);
            fleet.connect(false, SOON);
            assertThat(fleet.allHave()).isTrue();
            assertThat(fleet.lost()).isZero();
        }
    }

    @Test
    void boardsThatNeverGetTheirValueAreSaidWithTheirNumber() throws Exception {
        try (Fleet fleet = new Fleet(address, "any", 5, 8)) {
            assertThatThrownBy(() -> fleet.connect(true, Duration.ofMillis(300)))
                    .hasMessageContaining("of 5 boards only 0");
        }
    }

    @Test
    void theHttpClientCountsWholeAnswers() throws Exception {
        try (HttpLoad load = new HttpLoad(address, "/healthz", 3)) {
            assertThat(load.perSecond(Duration.ofMillis(200))).isGreaterThan(10);
        }
    }
}
