package dev.porchlight.sim.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.boards.Heartbeat.Duty;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final long BOOT = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5);

    private final Heartbeat heartbeat = new Heartbeat(Timing.stock(), BOOT);

    private static long at(int seconds) {
        return BOOT + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theFirstPingComesOnceTheBoardHasBeenUpFor15Seconds() {
        heartbeat.connected(at(1));
        assertThat(heartbeat.next()).isEqualTo(at(15));
        assertThat(heartbeat.duty(at(14))).isEqualTo(Duty.NOTHING);
        assertThat(heartbeat.duty(at(15))).isEqualTo(Duty.PING);
    }

    @Test
    void aBoardThatHasBeenUpForLongPingsRightAfterConnecting() {
        heartbeat.connected(at(100));
        assertThat(heartbeat.duty(at(100))).isEqualTo(Duty.PING);
    }

    @Test
    void anAnsweredPingIsFollowedByTheNextAfter15Seconds() {
        heartbeat.connected(at(20));
        heartbeat.duty(at(20));
        heartbeat.pong();
        assertThat(heartbeat.duty(at(34))).isEqualTo(Duty.NOTHING);
        assertThat(heartbeat.duty(at(35))).isEqualTo(Duty.PING);
    }

    @Test
    void aMissedPongIsAskedForAtOnceAgainAndTheSecondMissIsTheEnd() {
        heartbeat.connected(at(20));
        heartbeat.duty(at(20));
        assertThat(heartbeat.duty(at(22))).isEqualTo(Duty.NOTHING);
        assertThat(heartbeat.duty(at(23))).isEqualTo(Duty.PING);
        assertThat(heartbeat.duty(at(26))).isEqualTo(Duty.GIVE_UP);
    }

    @Test
    void aPongBetweenTwoMissesForgivesTheFirst() {
        heartbeat.connected(at(20));
        heartbeat.duty(at(20));
        heartbeat.duty(at(23));
        heartbeat.pong();
        assertThat(heartbeat.duty(at(38))).isEqualTo(Duty.PING);
        assertThat(heartbeat.duty(at(41))).isEqualTo(Duty.PING);
        assertThat(heartbeat.duty(at(44))).isEqualTo(Duty.GIVE_UP);
    }
}
