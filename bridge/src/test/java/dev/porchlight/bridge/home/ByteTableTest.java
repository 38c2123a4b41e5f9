package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTableTest {

    private final ByteTable table = new ByteTable();

    @Test
    void anEmptyTableHasNothing() {
        assertThat(table.get(5)).isZero();
        assertThat(table.put(5, 0)).isZero();
        assertThat(table.size()).isZero();
    }

    /** Ids of few values collide and come and go; ids like snowflakes differ in their high bits alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 22, 1L << 40, 1L << 52})
    void whateverIsPutInAndTakenOutItHoldsWhatAMapWouldHold(long step) {
        Random random = new Random(step);
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // First it grows, then it shrinks to nothing.
            long id = step * (1 + random.nextInt(3_000));
            int value = random.nextInt(50_000) > i ? 1 + random.nextInt(127) : 0;
            Integer before = value == 0 ? map.remove(id) : map.put(id, value);
            assertThat(table.put(id, value)).isEqualTo(before == null ? 0 : before);
            assertThat(table.size()).isEqualTo(map.size());
        }
        for (long i = 1; i <= 3_000; i++) {
            long id = step * i;
            assertThat(table.get(id)).isEqualTo(map.getOrDefault(id, 0));
        }
    }

    @Test
    void everyByteIsChanged() {
        for (long id = 1; id <= 100; id++) {
            table.put(id, 3);
        }
        table.replaceAll(value -> value | 16);
        for (long id = 1; id <= 100; id++) {
            assertThat(table.get(id)).isEqualTo(19);
        }
        assertThat(table.size()).isEqualTo(100);
    }

    @Test
    void zeroIsNoId() {
        assertThatThrownBy(() -> table.put(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
