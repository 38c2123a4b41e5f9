package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueTallyTest {
    private final ValueTally tally = new ValueTally();

    @Test
    void whoComesToShowTheValueIsCountedAndTimed() {
        tally.want(true);
        tally.changed(ValueTally.UNKNOWN, (byte) 1);
        long first = tally.firstAt();
        tally.changed((byte) 0, (byte) 1);
        assertThat(tally.have()).isEqualTo(2);
        assertThat(tally.firstAt()).isEqualTo(first).isPositive();
        assertThat(tally.lastAt()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void whoShowsItAlreadyHasNoTimeAndIsCountedOnce() {
        tally.want(false);
        tally.shows((byte) 0);
        tally.shows((byte) 1);
        tally.changed((byte) 0, (byte) 0);
        assertThat(tally.have()).isEqualTo(1);
        assertThat(tally.firstAt()).isZero();
    }

    @Test
    void aBoardThatIsLostShowsNothing() {
        tally.want(true);
        tally.changed((byte) 0, (byte) 1);
        tally.changed((byte) 1, ValueTally.UNKNOWN);
        tally.changed((byte) 0, ValueTally.UNKNOWN);
        assertThat(tally.have()).isZero();
    }
}
