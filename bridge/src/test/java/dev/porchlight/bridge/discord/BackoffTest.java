package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration NEVER_UP = Duration.ZERO;

    @Test
    void waitsDoubleUpToTheCap() {
        Backoff backoff = new Backoff(Waits.DEFAULT, () -> 0);
        long[] seconds = new long[9];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = backoff.failed(NEVER_UP).toSeconds();
        }
        assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 32, 64, 120, 120);
    }

    @Test
    void chanceTakesOffUpToAQuarter() {
        Backoff backoff = new Backoff(Waits.DEFAULT, () -> 1);
        assertThat(backoff.failed(NEVER_UP)).isEqualTo(Duration.ofMillis(750));
        assertThat(backoff.failed(NEVER_UP)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aSessionThatHeldBeginsAnewAndOneThatFellAtOnceDoesNot() {
        Backoff backoff = new Backoff(Waits.DEFAULT, () -> 0);
        backoff.failed(NEVER_UP);
        assertThat(backoff.failed(Duration.ofSeconds(59))).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.failed(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.failed(NEVER_UP)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theWorstDayStaysBelowAThousandIdentifies() {
        Backoff backoff = new Backoff(Waits.DEFAULT, () -> Math.nextDown(1.0));
        Duration day = Duration.ZERO;
        int tries = 0;
        while (day.compareTo(Duration.ofDays(1)) < 0) {
            day = day.plus(backoff.failed(Duration.ofSeconds(1)));
            tries++;
        }
        assertThat(tries).isLessThan(1_000);
    }
}
