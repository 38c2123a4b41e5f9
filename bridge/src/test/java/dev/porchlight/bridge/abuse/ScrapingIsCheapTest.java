package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.porchlight.bridge.testing.TestBridge;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Whoever asks for metrics again and again must not keep the collector, and with it the door, busy. */
class ScrapingIsCheapTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void givenAHundredScrapesThenTheyAllocateLessThanOneDidBefore() throws Exception {
        try (TestBridge bridge = TestBridge.alone()) {
            String first = bridge.get("/metrics").body();
            assertThat(first).contains("porchlight_boards 0.0");

            long before = THREADS.getTotalThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                assertThat(bridge.get("/metrics").body()).contains("porchlight_boards 0.0");
            }
            long allocated = THREADS.getTotalThreadAllocatedBytes() - before;
            assertThat(allocated / 1_000_000)
                    .as("MB, this test's own client included")
                    .isLessThan(60);
        }
    }
}
