package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DirtyIdsTest {

    private final DirtyIds dirty = new DirtyIds();

    @Test
    void givenOneIsNotedTwiceThenOnceAndOnlyTheFirstWakes() {
        assertThat(dirty.add(5, 100)).isTrue();
        assertThat(dirty.add(6, 101)).isFalse();
        assertThat(dirty.add(5, 102)).isFalse();
        assertThat(dirty.since()).isEqualTo(100);
        assertThat(dirty.drain()).containsExactlyInAnyOrder(5, 6);
        assertThat(dirty.isEmpty()).isTrue();
        assertThat(dirty.add(5, 103)).isTrue();
        assertThat(dirty.since()).isEqualTo(103);
    }

    @Test
    void givenManyThenAllOfThemAndSpaceIsGivenBack() {
        LongStream.rangeClosed(1, 10_000).forEach(id -> dirty.add(id << 22, 0));
        assertThat(dirty.drain()).hasSize(10_000);
        dirty.add(7, 0);
        assertThat(dirty.drain()).containsExactly(7);
        assertThat(dirty.drain()).isEmpty();
    }

    @Test
    void givenTooManyThenEverybodyUntilTheNextDrain() {
        LongStream.rangeClosed(1, DirtyIds.MOST + 1).forEach(id -> dirty.add(id, 0));
        assertThat(dirty.isEmpty()).isFalse();
        assertThat(dirty.add(-5, 0)).isFalse();
        assertThat(dirty.drain()).isNull();
        assertThat(dirty.add(-5, 0)).isTrue();
        assertThat(dirty.drain()).containsExactly(-5);
    }
}
