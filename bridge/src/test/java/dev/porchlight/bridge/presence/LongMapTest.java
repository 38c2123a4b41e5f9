package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongMapTest {

    @Test
    void givenAnythingPutAndRemovedThenItHoldsWhatAHashMapHolds() {
        LongMap<String> map = new LongMap<>();
        Map<Long, String> model = new HashMap<>();
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            int range = i < 100_000 ? 3_000 : 60; // large, then small again
            long key = random.nextInt(range) * (random.nextBoolean() ? 1L : 1L << 22);
            if (random.nextInt(3) > 0) {
                map.put(key, "v" + i);
                model.put(key, "v" + i);
            } else {
                assertThat(map.remove(key)).isEqualTo(model.remove(key));
            }
            if (i == 100_000) {
                for (Long old : Map.copyOf(model).keySet()) {
                    assertThat(map.remove(old)).isEqualTo(model.remove(old));
                }
            }
            assertThat(map.size()).isEqualTo(model.size());
        }
        Map<Long, String> all = new HashMap<>();
        for (long key : map.keys()) {
            all.put(key, map.get(key));
        }
        assertThat(all).isEqualTo(model);
        map.clear();
        assertThat(map.keys()).isEmpty();
    }
}
