package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JvmTest {
    @Test
    void bytesAllocatedAreReadInTheirUnitAndThoseOfOneNameTogether() {
        assertThat(Jvm.allocated("""
                        2026-11-20 12:27:16
                        Full thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS mixed mode, sharing):

                        "door" #19 [18070] prio=5 os_prio=0 cpu=0.62ms elapsed=3.84s allocated=6104B defined_classes=0 tid=0x7f
                           java.lang.Thread.State: RUNNABLE
                        "a \\"b\\" c" #20 [1] prio=5 cpu=0.62ms elapsed=3.84s allocated=13840K defined_classes=0 tid=0x7f
                        "big" #21 [2] prio=5 cpu=0.62ms elapsed=3.84s allocated=2M defined_classes=0 tid=0x7f
                        "door" #22 [3] prio=5 cpu=0.62ms elapsed=3.84s allocated=1K defined_classes=0 tid=0x7f
                        "VM Thread" os_prio=0 cpu=8.73ms elapsed=4.37s tid=0x00007f0a8006a9d0 nid=18030 runnable
                        """))
                .isEqualTo(Map.of("door", 7_128L, "a \\\"b\\\" c", 13_840L << 10, "big", 2L << 20));
    }

    @Test
    void anotherJvmTellsWhatItsThreadsHaveAllocated() throws Exception {
        CountDownLatch allocated = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        byte[][] kept = new byte[100][];
        Thread thread = Thread.ofPlatform().name("allocating").start(() -> {
            for (int i = 0; i < kept.length; i++) {
                kept[i] = new byte[100_000];
            }
            allocated.countDown();
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            allocated.await();
            Map<String, Long> bytes = new Jvm(ProcessHandle.current().pid()).allocated();
            assertThat(bytes.get("allocating")).isGreaterThan(kept.length * 99_000L);
        } finally {
            asked.countDown();
            thread.join();
        }
    }
}
