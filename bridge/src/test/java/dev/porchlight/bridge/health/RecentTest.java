package dev.porchlight.bridge.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentTest {

    private final Recent recent = new Recent();

    @Test
    void ofNothingThereIsNoPercentile() {
        assertThat(recent.p99()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "100, 99", "101, 100", "1000, 990", "1024, 1014"})
    void ninetyNineOfAHundredDoNotExceedIt(int taken, long p99) {
        for (int nanos = taken; nanos >= 1; nanos--) {
            recent.accept(nanos);
        }
        assertThat(recent.p99()).contains(Duration.ofNanos(p99));
    }

    @Test
    void whatIsOldCountsNoMore() {
        for (int i = 0; i < 1_024; i++) {
            recent.accept(1_000_000);
        }
        for (int i = 0; i < 1_024; i++) {
            recent.accept(5);
        }
        assertThat(recent.p99()).contains(Duration.ofNanos(5));
    }
}
