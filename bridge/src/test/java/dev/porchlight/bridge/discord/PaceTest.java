package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now = 77;
    private final Pace pace = new Pace(Waits.DEFAULT.identifyGap(), () -> now);

    @Test
    void theFirstConnectionNeedNotWaitAndTheNextOnesAreFiveSecondsApart() {
        assertThat(pace.untilAllowed()).isZero();
        pace.connecting();
        assertThat(pace.untilAllowed()).isEqualTo(Duration.ofSeconds(5));
        now += Duration.ofSeconds(2).toNanos();
        assertThat(pace.untilAllowed()).isEqualTo(Duration.ofSeconds(3));
        now += Duration.ofSeconds(3).toNanos();
        assertThat(pace.untilAllowed()).isZero();
        now += Duration.ofSeconds(10).toNanos();
        pace.connecting();
        assertThat(pace.untilAllowed()).isEqualTo(Duration.ofSeconds(5));
    }
}
