package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    @Test
    void whatIsCountedIsTheDifferenceByNameAndMinute() {
        WakeUps wakeUps = WakeUps.between(
                Map.of(
                        1L,
                        new Proc.Waking("door", 100),
                        2L,
                        new Proc.Waking("door", 5),
                        3L,
                        new Proc.Waking("gone", 9)),
                Map.of(
                        1L,
                        new Proc.Waking("door", 110),
                        2L,
                        new Proc.Waking("door", 10),
                        4L,
                        new Proc.Waking("new", 30),
                        5L,
                        new Proc.Waking("asleep", 0)),
                30);
        assertThat(wakeUps.perMinute()).isEqualTo(90);
        assertThat(wakeUps.perMinute("door")).isEqualTo(30);
        assertThat(wakeUps.perMinute("gone")).isZero();
        assertThat(wakeUps.liveliest()).containsExactly("new", "door");
    }

    @Test
    void linuxTellsTheThreadsOfThisProgram() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "not Linux");
        assertThat(Proc.threads(ProcessHandle.current().pid()).values())
                .extracting(Proc.Waking::name)
                .contains("VM Thread");
    }
}
