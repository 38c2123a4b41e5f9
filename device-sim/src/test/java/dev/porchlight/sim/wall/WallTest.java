package dev.porchlight.sim.wall;

import static dev.porchlight.sim.wall.Journals.append;
import static dev.porchlight.sim.wall.Journals.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofMillis(1);

    @TempDir
    private Path folder;

    private Wall wall(String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("porchlight.properties"), settings);
        return Wall.follow(file, journal());
    }

    private Path journal() {
        return folder.resolve("pins.journal");
    }

    @Test
    void outputsAreThoseOfTheSettingsInTheirOrder() throws IOException {
        try (Wall wall = wall("""
                # light.no = gpio:1
                guild.id = 7
                light.porch = gpio:17
                relay.sign  = GPIO27 active-low
                relay.sign.when : voice:channel:"Home/Studio"
                light.porch.when = voice, \\
                    discord:offline
                light.desk = pin:12 pwm
                light.desk.pattern = breathe
                button.door = gpio:22
                """)) {
            assertThat(wall.shown().stream().map(Wall.Shown::output))
                    .containsExactly(
                            new Output("light.porch", "GPIO17", "voice, discord:offline"),
                            new Output("relay.sign", "GPIO27", "voice:channel:\"Home/Studio\""),
                            new Output("light.desk", "pin:12", ""));
        }
    }

    @Test
    void anOutputIsUnknownUntilTheJournalSaysSomethingOfIt() throws IOException {
        try (Wall wall = wall("light.porch = gpio:17\nlight.desk = gpio:18\n")) {
            append(journal(), line("light.desk", 18, false, 5));
            wall.await("light.desk", false, SOON);
            assertThat(wall.shown().getFirst().state()).isEmpty();
            assertThat(wall.shown().getLast().state()).contains(new PinState(false, "solid", false, 0, 5));
            assertThatThrownBy(() -> wall.await("light.porch", false, NEVER))
                    .isInstanceOf(DeadlineMissed.class)
                    .hasMessageContaining("pins.journal has not said a word of it");
        }
    }

    @Test
    void aLightThatBlinksIsOnInItsDarkMomentsAndToldOnce() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Wall wall = wall("light.porch = gpio:17\nlight.desk = gpio:18\n")) {
            wall.listen((shown, state) -> told.add(shown.output().name() + " " + state.words()), () -> {});
            String blink = ",\"pattern\":\"blink\"";
            append(
                    journal(),
                    line("light.porch", 17, true, 100, 1, blink)
                            + line("light.porch", 17, false, 0, 2, blink)
                            + line("light.desk", 18, true, 3));
            wall.await("light.desk", true, SOON);
            assertThat(wall.shown().getFirst().state()).contains(new PinState(true, "blink", false, 0, 1));
            append(journal(), line("light.porch", 17, false, 4));
            wall.await("light.porch", false, SOON);
            append(journal(), line("light.desk", 18, false, 5));
            wall.await("light.desk", false, SOON);
            append(journal(), line("light.porch", 17, true, 6));
            wall.await("light.porch", true, SOON);
        }
        assertThat(told).startsWith("light.porch blink", "light.desk on", "light.porch off");
    }

    @Test
    void whatIsMissedSaysWhatIsThereInstead() throws IOException {
        try (Wall wall = wall("light.porch = gpio:17\n")) {
            append(journal(), line("light.porch", 17, true, 1));
            wall.await("light.porch", true, SOON);
            assertThatThrownBy(() -> wall.await("light.porch", false, NEVER))
                    .hasMessage("light.porch not off within 1 ms: on");
        }
    }

    @Test
    void aJournalThatCannotBeReadMakesEverythingUnknown() throws Exception {
        try (Wall wall = wall("light.porch = gpio:17\n")) {
            append(journal(), line("light.porch", 17, true, 1));
            wall.await("light.porch", true, SOON);
            CountDownLatch unknown = new CountDownLatch(1);
            wall.listen((shown, state) -> {}, () -> {
                if (wall.shown().getFirst().state().isEmpty()) {
                    unknown.countDown();
                }
            });
            Files.delete(journal());
            Files.createDirectory(journal());
            assertThat(unknown.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> wall.await("light.porch", true, NEVER)).hasMessageContaining("cannot be read");
        }
    }

    @Test
    void settingsThatAreNotThereAreOneClearLine() {
        assertThatThrownBy(() -> Wall.follow(folder.resolve("none"), journal()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--wall-settings")
                .hasMessageContaining("there is no such file");
    }
}
