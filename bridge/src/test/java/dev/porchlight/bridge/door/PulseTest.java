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
