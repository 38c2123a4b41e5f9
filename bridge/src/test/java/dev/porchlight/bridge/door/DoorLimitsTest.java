package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoorLimitsTest {

    static List<UnaryOperator<TestLimits>> absent() {
        return List.of(
                limits -> limits.connections(0),
                limits -> limits.connectionsPerAddress(0),
                limits -> limits.backlog(0),
                limits -> limits.headBytes(63),
                limits -> limits.headBytes(8_193),
                limits -> limits.headTime(0),
                limits -> limits.bodyTime(0),
                limits -> limits.answerTime(-1),
                limits -> limits.exchangeTime(0),
                limits -> limits.idleTime(0),
                limits -> limits.lingerTime(0),
                limits -> limits.stopTime(0),
                limits -> limits.bufferBytes(DoorLimits.MIN_BUFFER_BYTES - 1));
    }

    @ParameterizedTest
    @MethodSource("absent")
    void zeroNeverMeansUnlimited(UnaryOperator<TestLimits> change) {
        assertThatThrownBy(() -> change.apply(new TestLimits()).build()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStandardLeavesDescriptorsFree() {
        DoorLimits standard = DoorLimits.standard();
        assertThat(standard.connections()).isBetween(1, 20_000);
        assertThat(standard.connections() + DoorLimits.RESERVED_DESCRIPTORS)
                .isLessThanOrEqualTo(Math.max(Descriptors.limit(), 257));
        assertThat(standard.headTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(standard.connectionsPerAddress()).isEqualTo(256);
        assertThat(standard.bufferBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
        assertThat(standard.backlog()).isEqualTo(4_096);
        assertThat(standard.idleTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(standard.bodyTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(standard.answerTime()).isEqualTo(Duration.ofSeconds(10));
        assertThat(standard.exchangeTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(standard.lingerTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(standard.headBytes()).isEqualTo(8_192);
    }

    @Test
    void socketLimitsAreNeverAbsentEither() {
        Duration second = Duration.ofSeconds(1);
        List<Runnable> wrong = List.of(
                () -> new SocketLimits(0, 1, second, second, 1),
                () -> new SocketLimits(1, 0, second, second, 1),
                () -> new SocketLimits(1, 1, Duration.ZERO, second, 1),
                () -> new SocketLimits(1, 1, second, Duration.ofSeconds(-1), 1),
                () -> new SocketLimits(1, 1, second, second, 0),
                () -> new SocketLimits(1, 1, second, second, 128));
        for (Runnable each : wrong) {
            assertThatThrownBy(each::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
