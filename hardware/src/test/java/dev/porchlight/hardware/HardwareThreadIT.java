package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The thread sleeps while nothing blinks: the kernel counts each time that it goes to sleep. */
class HardwareThreadIT {

    private static final Duration WATCHED = Duration.ofSeconds(10);

    @Test
    void givenSteadyLightsWhenTenSecondsPassThenTheThreadDoesNotWakeOnceAndABlinkingOneWakesIt() throws Exception {
        assumeThat(Path.of("/proc/self/task")).exists();
        List<LightSpec> lights = List.of(light("light.a", 17), light("light.b", 5), light("light.c", 6));
        ButtonSpec door =
                new ButtonSpec("button.door", new Pin(22), Pull.UP, Duration.ofMillis(5), Duration.ofSeconds(1));
        BoardConfig config =
                new BoardConfig(BoardConfig.Provider.MEMORY, false, Optional.empty(), lights, List.of(), List.of(door));
        MemoryPins pins = new MemoryPins();
        try (Board board = Board.open(config, pins, (warning, event, fields) -> {})) {
            for (LightSpec light : lights) {
                board.light(light.name()).show(Look.ON, 0);
            }
            Await.until(() -> lights.stream().allMatch(light -> pins.high(light.pin()) == PinDriver.FULL));
            // The button's level is read once it is still, some milliseconds after the start.
            Await.until(() -> steadyFor(Duration.ofSeconds(1)));
            long before = switches();
            Thread.sleep(WATCHED);
            assertThat(switches())
                    .as("voluntary switches in 10 s of steady lights")
                    .isEqualTo(before);

            board.light("light.a").show(new Look(true, Pattern.FAST), 0);
            Await.until(() -> switches() > before + 10);
        }
    }

    private static LightSpec light(String name, int bcm) {
        return new LightSpec(name, new Pin(bcm), false, false, 100, Safe.OFF);
    }

    private static boolean steadyFor(Duration time) {
        long before = switches();
        long end = System.nanoTime() + time.toNanos();
        Await.until(() -> switches() != before || System.nanoTime() - end > 0);
        return switches() == before;
    }

    private static long switches() {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            Path task = tasks.filter(HardwareThreadIT::isOurs).findFirst().orElseThrow();
            return Files.readAllLines(task.resolve("status")).stream()
                    .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip().equals("hardware");
        } catch (IOException e) {
            return false;
        }
    }
}
