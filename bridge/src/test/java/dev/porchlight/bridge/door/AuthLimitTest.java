package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuthLimitTest {

    private static final InetAddress BAD = InetAddress.ofLiteral("192.168.1.20");
    private static final InetAddress GOOD = InetAddress.ofLiteral("192.168.1.21");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AuthLimit limit = new AuthLimit();

    @Test
    void givenTwentyFailuresInAMinuteThenTheAddressHasToWaitForTheOldestToPass() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.exhausted(BAD, i * SECOND))
                    .as("before failure %d", i)
                    .isFalse();
            limit.failed(BAD, i * SECOND);
        }
        assertThat(limit.exhausted(BAD, 20 * SECOND)).isTrue();
        assertThat(limit.exhausted(BAD, 60 * SECOND - 1)).isTrue();
        assertThat(limit.exhausted(BAD, 60 * SECOND)).isFalse();

        limit.failed(BAD, 60 * SECOND);
        assertThat(limit.exhausted(BAD, 60 * SECOND + 1))
                .as("the second oldest was at 1 s")
                .isTrue();
        assertThat(limit.exhausted(BAD, 61 * SECOND)).isFalse();
    }

    @Test
    void givenOneAddressThatFailsThenAnotherIsNotConcerned() {
        for (int i = 0; i < 100; i++) {
            limit.failed(BAD, i);
        }
        assertThat(limit.exhausted(GOOD, 100)).isFalse();
    }

    @Test
    void givenAnIpv6NetworkThenItsAddressesTogetherHaveALimitThatLeavesRoomForAHouse() {
        InetAddress neighbour = InetAddress.ofLiteral("2001:db8::abcd");
        for (int i = 0; i < 200; i++) {
            assertThat(limit.exhausted(neighbour, i)).as("failure %d", i).isFalse();
            limit.failed(InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(i)), i);
        }
        assertThat(limit.exhausted(neighbour, 60 * SECOND - 1)).isTrue();
        assertThat(limit.exhausted(InetAddress.ofLiteral("2001:db8:0:1::1"), 200))
                .as("another network")
                .isFalse();
        assertThat(limit.exhausted(neighbour, 60 * SECOND)).isFalse();
        limit.failed(neighbour, 60 * SECOND);
        assertThat(limit.exhausted(neighbour, 60 * SECOND)).isFalse();
    }

    @Test
    void givenOneIpv6AddressThatFailsThenItsNeighboursAreNotConcerned() {
        InetAddress bad = InetAddress.ofLiteral("2001:db8::1");
        for (int i = 0; i < 30; i++) {
            limit.failed(bad, i);
        }
        assertThat(limit.exhausted(bad, 30)).isTrue();
        assertThat(limit.exhausted(InetAddress.ofLiteral("2001:db8::2"), 30)).isFalse();
    }

    @Test
    void givenSlowFailuresThenTheAddressIsNeverExhausted() {
        for (int i = 0; i < 100; i++) {
            long now = 4L * i * SECOND;
            assertThat(limit.exhausted(BAD, now)).isFalse();
            limit.failed(BAD, now);
        }
    }

    @Test
    void givenFailuresFromAThousandAddressesThenMemoryIsBoundedAndTheOldestForgotten() {
        for (int i = 0; i < 20; i++) {
            limit.failed(BAD, i);
        }
        for (int i = 0; i < 1_024; i++) {
            limit.failed(InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256), 20);
        }
        assertThat(limit.exhausted(BAD, 30)).isFalse();
    }
}
