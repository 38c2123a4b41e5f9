package dev.porchlight.bridge.door;

import static dev.porchlight.bridge.door.Pulse.Verdict.NO_PONG;
import static dev.porchlight.bridge.door.Pulse.Verdict.PING;
import static dev.porchlight.bridge.door.Pulse.Verdict.STALLED;
import static dev.porchlight.bridge.door.Pulse.Verdict.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseTest {

    private static final long SECOND = 1_000_000_000;
    private static final SocketLimits LIMITS =
            new SocketLimits(1, 1, Duration.ofSeconds(30), Duration.ofSeconds(15), 2);

    private long now = Long.MAX_VALUE - 20 * SECOND; // nanoTime may overflow
    private final Pulse pulse = new Pulse(LIMITS, now, 1);

    private Pulse.Verdict after(long seconds) {
        now += seconds * SECOND;
        return pulse.at(now);
    }

    @ParameterizedTest
    @CsvSource({"0, 7500", "0.5, 11250", "1, 15000"})
    void theFirstPingIsSpreadOverHalfTheInterval(double spread, long millis) {
        assertThat(new Pulse(LIMITS, now, spread).waitNanos(now)).isEqualTo(millis * 1_000_000);
    }

    @Test
    void aSilentPeerIsGivenUpOneIntervalAfterTheSecondPing() {
        assertThat(after(14)).isEqualTo(WAIT);
        assertThat(after(1)).isEqualTo(PING);
        assertThat(after(15)).isEqualTo(PING);
        assertThat(after(14)).isEqualTo(WAIT);
        assertThat(after(1)).isEqualTo(NO_PONG);
    }

    @Test
    void whatAPingComesLateDoesNotAddUp() {
        long late = 900_000_000; // within the slack of 15 s
        now += late;
        for (int i = 0; i < 10; i++) {
            assertThat(after(15)).isEqualTo(PING);
            assertThat(pulse.waitNanos(now)).isEqualTo(15 * SECOND - late);
            pulse.heard();
        }
    }

    @Test
    void afterAPauseOfMinutesTheNextPingIsAnIntervalAway() {
        assertThat(after(600)).isEqualTo(PING);
        assertThat(pulse.waitNanos(now)).isEqualTo(15 * SECOND);
    }

    @ParameterizedTest(name = "every {0} ms: up to {1} ms late")
    @CsvSource({"15000, 1000", "60000, 1000", "150, 10"})
    void aPingMayBeLateByAFifteenthAndASecondAtMostButTheEndOfAStallMayNot(long everyMillis, long slackMillis) {
        Pulse one =
                new Pulse(new SocketLimits(1, 1, Duration.ofSeconds(30), Duration.ofMillis(everyMillis), 2), now, 1);
        assertThat(one.slackNanos()).isEqualTo(slackMillis * 1_000_000);
        one.filled(now);
        assertThat(one.slackNanos()).isEqualTo(1);
    }

    @Test
    void anyWordCountsAsLife() {
        for (int i = 0; i < 10; i++) {
            assertThat(after(15)).isEqualTo(PING);
            pulse.heard();
        }
    }

    @ParameterizedTest(name = "{0} s for an answer: given up after {1} s")
    @CsvSource({"10, 10", "40, 30"})
    void anAnswerToTheHandshakeHasItsOwnTimeOrTheEndpointsShorterOne(long answerSeconds, long givenUpAfter) {
        pulse.filledByHandshake(now, answerSeconds * SECOND);
        assertThat(after(givenUpAfter - 1)).isEqualTo(WAIT);
        assertThat(after(1)).isEqualTo(STALLED);
    }

    @Test
    void anAnswerToTheHandshakeThatIsTakenCountsNoMore() {
        pulse.filledByHandshake(now, 10 * SECOND);
        pulse.emptied();
        assertThat(pulse.filled(now + 5 * SECOND)).isTrue();
        assertThat(after(34)).isEqualTo(WAIT);
        assertThat(after(1)).isEqualTo(STALLED);
    }

    @Test
    void aFullSocketIsNotPingedButStalls() {
        assertThat(pulse.filled(now)).isTrue();
        assertThat(pulse.filled(now)).isFalse();
        assertThat(after(15)).isEqualTo(WAIT);
        assertThat(after(14)).isEqualTo(WAIT);
        assertThat(pulse.waitNanos(now)).isEqualTo(SECOND);
        assertThat(after(1)).isEqualTo(STALLED);
    }

    @Test
    void drainingEndsTheStall() {
        pulse.filled(now);
        now += 29 * SECOND;
        pulse.emptied();
        assertThat(pulse.filled(now)).isTrue();
        assertThat(after(29)).isNotEqualTo(STALLED);
    }

    @Test
    void waitsNoLongerThanUntilTheNextThingToDo() {
        pulse.filled(now);
        assertThat(pulse.waitNanos(now)).isEqualTo(15 * SECOND);
        now += 40 * SECOND;
        assertThat(pulse.waitNanos(now)).isZero();
    }
}
