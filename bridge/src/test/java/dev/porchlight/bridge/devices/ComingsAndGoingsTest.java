package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComingsAndGoingsTest {

    private static final InetAddress KITCHEN = InetAddress.ofLiteral("192.168.1.20");
    private static final Shown VOICE = new Shown(Shown.VOICE, Duration.ZERO);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LogEvents log = LogEvents.ours();
    private final ComingsAndGoings comingsAndGoings = new ComingsAndGoings();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void flap(int times, long now) {
        for (int i = 0; i < times; i++) {
            comingsAndGoings.connected(KITCHEN, VOICE, now);
            comingsAndGoings.left(KITCHEN, VOICE, "peer_lost", now);
        }
    }

    @Test
    void givenAFewBoardsThenEachComingAndGoingIsTold() {
        flap(20, 0);
        assertThat(log.texts("board_connected")).hasSize(20);
        assertThat(log.texts("board_left")).hasSize(20);
        assertThat(log.texts("boards_come_and_go")).isEmpty();
    }

    @Test
    void givenABoardThatFlapsThenTheLogFallsSilentAndSaysSo() {
        flap(10_000, 0);
        assertThat(log.texts("board_connected")).hasSize(20);
        assertThat(log.texts("board_left")).hasSize(20);
        assertThat(log.texts("boards_come_and_go")).hasSize(1);
    }

    @Test
    void givenTheNextMinuteThenWhatWasLeftOutIsToldOnceAndLinesGoOn() {
        flap(10_000, 0);
        comingsAndGoings.connected(KITCHEN, VOICE, MINUTE);
        comingsAndGoings.left(KITCHEN, VOICE, "peer_lost", MINUTE + 1);
        assertThat(log.texts("boards_came_and_went")).containsExactly("[connected, 9980, left, 9980]");
        assertThat(log.texts("board_connected")).hasSize(21);
        assertThat(log.texts("board_left")).hasSize(21);
    }
}
