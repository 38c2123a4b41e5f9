package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final InetAddress KITCHEN = InetAddress.ofLiteral("192.168.1.20");
    private static final InetAddress HALL = InetAddress.ofLiteral("192.168.1.21");

    private final Hints hints = new Hints();

    @Test
    void givenTroubleThenItIsToldOnceAddressAndCause() {
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, 0)).isTrue();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, 1)).isFalse();
        assertThat(hints.worthTelling(HALL, "watch", 1, 2)).isTrue();
        assertThat(hints.worthTelling(KITCHEN, "origin", 1, 3)).isTrue();
    }

    @Test
    void givenPatienceThenTheThirdTimeIsTold() {
        assertThat(hints.worthTelling(KITCHEN, "token", 3, 0)).isFalse();
        assertThat(hints.worthTelling(KITCHEN, "token", 3, 0)).isFalse();
        assertThat(hints.worthTelling(KITCHEN, "token", 3, 0)).isTrue();
        assertThat(hints.worthTelling(KITCHEN, "token", 3, 0)).isFalse();
    }

    @Test
    void givenTroubleThatLastsThenItIsToldAgainAfterTenMinutes() {
        long later = Duration.ofMinutes(10).toNanos();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, 0)).isTrue();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, later - 1)).isFalse();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, later)).isTrue();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, later + 1)).isFalse();
    }

    @Test
    void givenManyAddressesThenTheOldestAreForgotten() {
        long minute = Duration.ofMinutes(1).toNanos();
        assertThat(hints.worthTelling(KITCHEN, "watch", 1, 0)).isTrue();
        for (int i = 0; i < 1_024; i++) {
            InetAddress other = InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256);
            assertThat(hints.worthTelling(other, "watch", 1, (i + 1) * minute)).isTrue();
        }
        // Ten minutes have passed too, so patience tells them apart: remembered trouble would be past its first time.
        assertThat(hints.worthTelling(KITCHEN, "watch", 2, 2_000 * minute)).isFalse();
    }

    @Test
    void givenAThousandAddressesInAMinuteThenThirtyLinesAreAllAndTheOthersMaySpeakLater() {
        int told = 0;
        for (int i = 0; i < 1_000; i++) {
            InetAddress other = InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256);
            told += hints.worthTelling(other, "watch", 1, i) ? 1 : 0;
        }
        assertThat(told).isEqualTo(30);
        assertThat(hints.worthTelling(
                        InetAddress.ofLiteral("10.0.3.0"),
                        "watch",
                        1,
                        Duration.ofMinutes(1).toNanos()))
                .isTrue();
    }
}
