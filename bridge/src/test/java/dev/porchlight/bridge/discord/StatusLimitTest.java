package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLimitTest {

    private long now = -77;
    private final StatusLimit limit = new StatusLimit(() -> now);

    @Test
    void fiveMayBeSentAtOnceAndTheSixthTwentySecondsAfterTheFirst() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.untilAllowed()).isZero();
            limit.sending();
            pass(Duration.ofSeconds(1));
        }
        assertThat(limit.untilAllowed()).isEqualTo(Duration.ofSeconds(15));
        pass(Duration.ofSeconds(15));
        assertThat(limit.untilAllowed()).isZero();
        limit.sending();
        assertThat(limit.untilAllowed())
                .as("until the second is long enough ago")
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void inNoTwentySecondsAreThereMoreThanFive() {
        long end = now + Duration.ofMinutes(10).toNanos();
        java.util.List<Long> sent = new java.util.ArrayList<>();
        while (now < end) {
            if (limit.untilAllowed().isZero()) {
                limit.sending();
                sent.add(now);
            }
            pass(Duration.ofMillis(700));
        }
        assertThat(sent).hasSizeGreaterThan(140);
        for (int i = 5; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - 5))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(20).toNanos());
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
