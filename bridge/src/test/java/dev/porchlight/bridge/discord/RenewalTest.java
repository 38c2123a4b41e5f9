package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenewalTest {

    private long now = Long.MAX_VALUE - 1_000;
    private final Renewal renewal = new Renewal(() -> now);

    @Test
    void theFirstLossIsHealedAtOnceAndOnce() {
        assertThat(renewal.due()).isFalse();
        assertThat(renewal.lost()).contains(Duration.ZERO);
        assertThat(renewal.lost()).isEmpty();
        assertThat(renewal.due()).isTrue();
        assertThat(renewal.due()).isFalse();
    }

    @Test
    void theNextLossWaitsUntilFiveMinutesHavePassedSinceTheRenewal() {
        renewal.lost();
        renewal.due();
        renewal.freshSession();
        now += Duration.ofMinutes(2).toNanos();
        assertThat(renewal.lost()).contains(Duration.ofMinutes(3));
        assertThat(renewal.lost()).isEmpty();
        now += Duration.ofMinutes(3).toNanos();
        assertThat(renewal.due()).isTrue();
        now += Duration.ofHours(1).toNanos();
        assertThat(renewal.lost()).contains(Duration.ZERO);
    }

    @Test
    void aFreshSessionThatComesMeanwhileHealsToo() {
        renewal.lost();
        renewal.freshSession();
        assertThat(renewal.due()).isFalse();
        assertThat(renewal.lost()).contains(Duration.ZERO);
    }
}
