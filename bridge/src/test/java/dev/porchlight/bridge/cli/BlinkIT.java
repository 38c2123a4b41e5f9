package dev.porchlight.bridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code blink} of the packaged jar, on pins of memory, by their journal. */
@Timeout(180)
class BlinkIT {

    @TempDir
    Path directory;

    private Jar jar;

    @BeforeEach
    void wall() throws IOException {
        jar = new Jar(directory);
        jar.properties(
                "gpio.provider = memory",
                "gpio.journal = journal",
                "light.porch = gpio:17",
                "light.shelf = gpio:23",
                "light.shelf.safe = on",
                "relay.sign = gpio:27 active-low");
    }

    private List<Integer> levels(int pin) throws IOException {
        List<Integer> levels = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("journal"))) {
            Map<String, Object> change = JSON.std.mapFrom(line);
            assertThat(change.get("pin")).as("no other pin is touched").isEqualTo(pin);
            levels.add((Integer) change.get("level"));
        }
        return levels;
    }

    @Test
    void givenALightThenItGoesOnFiveTimesAndEndsSafe() throws Exception {
        Jar.Ended ended = jar.run(Map.of(), "blink", "light.porch");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("memory: set by gpio.provider", "light.porch on GPIO17 (pin 11)", "5 off");
        List<Integer> levels = levels(17);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(5);
        assertThat(levels.getLast()).isZero();
    }

    @Test
    void givenSigtermInTheMiddleThenThePinIsLeftInItsSafeState() throws Exception {
        Jar.Begun begun = jar.begin(Map.of(), "blink", "light.shelf");
        begun.process().awaitLog("1 off", Jar.PATIENCE);
        begun.process().terminate();

        assertThat(begun.end().code()).isEqualTo(143); // 128 + SIGTERM
        assertThat(levels(23)).contains(0).last().isEqualTo(1);
    }

    @Test
    void givenANameThatIsNoneThenTheOutputsAreListedAndNoPinIsTouched() throws Exception {
        Jar.Ended ended = jar.run(Map.of(), "blink", "light.prch");

        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err())
                .contains("there is no output light.prch", "there are: light.porch, light.shelf, relay.sign");
        assertThat(directory.resolve("journal")).doesNotExist();
    }
}
