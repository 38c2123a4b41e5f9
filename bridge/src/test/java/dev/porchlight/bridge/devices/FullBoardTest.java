package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.ClientAddress;
import dev.porchlight.bridge.door.Door;
import dev.porchlight.bridge.door.DoorLimits;
import dev.porchlight.bridge.door.OriginPolicy;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.StalePolicy;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A board that does not read: it must cost nobody anything, and learn the present once it reads again. */
class FullBoardTest {

    private static final long GUILD = 1;
    private static final long CHANNEL = 2;
    private static final long ALICE = 3;
    private static final String TOKEN = "front-porch-7";

    private final HomeLoop loop = new HomeLoop(death -> {});
    private final Home home = new Home(loop, StalePolicy.DEFAULT);
    private final AtomicInteger observed = new AtomicInteger();
    private final Boards boards = new Boards(
            new DevicesSettings(
                    Optional.of(TOKEN), List.of("voice"), Map.of(), OnStop.OFF, new OriginPolicy(List.of())),
            loop,
            home,
            nanos -> observed.incrementAndGet());
    private Door door;

    @BeforeEach
    void start() throws Exception {
        loop.start();
        edit(edit -> edit.ready(Set.of(GUILD)));
        edit(edit -> edit.guild(GUILD, "Home", Map.of(CHANNEL, "lounge"), List.of()));
        door = Door.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                DoorLimits.standard(),
                new Routes().webSocket("/ws", boards),
                ClientAddress.direct(),
                death -> {});
    }

    @AfterEach
    void stop() {
        door.close();
        loop.close();
    }

    private void edit(Consumer<HomeEdit> change) {
        loop.post(() -> home.change(System.nanoTime(), change));
    }

    private void voice(boolean on) {
        edit(edit -> {
            if (on) {
                edit.voice(Voice.of(GUILD, CHANNEL, ALICE));
            } else {
                edit.left(GUILD, ALICE);
            }
        });
    }

    @Test
    void givenABoardThatDoesNotReadThenChangesAreConflatedAndTheNewestArrivesWhenItReads() throws Exception {
        try (RawBoard deaf = RawBoard.authenticated(door.address().getPort(), TOKEN);
                RawBoard healthy = RawBoard.authenticated(door.address().getPort(), TOKEN)) {
            Await.until("both boards", () -> boards.counts().boards() == 2);
            assertThat(healthy.nextText()).isEqualTo("OK");
            assertThat(healthy.nextText()).isEqualTo("0");

            while (boards.counts().conflations() < 10) {
                voice(true);
                assertThat(healthy.nextText()).isEqualTo("1"); // the full one delays nobody
                voice(false);
                assertThat(healthy.nextText()).isEqualTo("0");
                assertThat(boards.counts().deliveries())
                        .as("deliveries until a socket is full")
                        .isLessThan(1_000_000);
            }
            voice(true);
            assertThat(healthy.nextText()).isEqualTo("1");

            assertThat(deaf.nextText()).isEqualTo("OK");
            int received = 0;
            String last = "";
            while (!deaf.silentFor(Duration.ofMillis(500))) {
                last = deaf.nextText();
                received++;
            }
            assertThat(last).as("the present, once it has read everything").isEqualTo("1");
            assertThat((long) received).as("less than the healthy board saw").isLessThan(toldHealthy());
        }
    }

    private long toldHealthy() {
        return (boards.counts().deliveries() + boards.counts().conflations()) / 2;
    }
}
