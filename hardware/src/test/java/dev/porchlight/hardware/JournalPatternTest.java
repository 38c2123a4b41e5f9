package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the journal, as the demo does, knows what a light shows, and not only whether it is lit at the moment. */
class JournalPatternTest {
    private static final LightSpec PORCH =
            new LightSpec("light.porch", Pin.parse("gpio:17"), false, false, 100, Safe.OFF);

    @TempDir
    private Path folder;

    @Test
    void givenALightThatBlinksWhenItBecomesSteadyThenTheJournalSaysBothThoughTheLevelMayStay() throws Exception {
        Path journal = folder.resolve("pins.journal");
        BoardConfig config = new BoardConfig(
                BoardConfig.Provider.MEMORY, false, Optional.of(journal), List.of(PORCH), List.of(), List.of());
        try (Board board = Board.open(config, new MemoryPins(), (warning, event, fields) -> {})) {
            board.light("light.porch").show(new Look(true, Pattern.BLINK), System.nanoTime());
            Await.until(() -> text(journal).contains("\"pattern\":\"blink\""));
            board.light("light.porch").show(Look.ON, System.nanoTime());
            Await.until(() ->
                    last(journal).contains("\"on\":true") && !last(journal).contains("pattern"));
        }
        assertThat(Files.readAllLines(journal))
                .anyMatch(line -> line.matches(".*\"pattern\":\"blink\",\"after_us\":\\d+}"));
    }

    @Test
    void givenALightThatBlinksWhenItIsMadeSafeInALitMomentThenTheJournalsLastWordIsThatItIsSteady() throws Exception {
        Path journal = folder.resolve("pins.journal");
        LightSpec exit = new LightSpec("light.exit", Pin.parse("gpio:5"), false, false, 100, Safe.ON);
        BoardConfig config = new BoardConfig(
                BoardConfig.Provider.MEMORY, false, Optional.of(journal), List.of(exit), List.of(), List.of());
        try (Board board = Board.open(config, new MemoryPins(), (warning, event, fields) -> {})) {
            board.light("light.exit").show(new Look(true, Pattern.BLINK), System.nanoTime());
            Await.until(() -> text(journal).contains("\"pattern\":\"blink\""));
        }
        assertThat(last(journal)).contains("\"on\":true").doesNotContain("pattern");
    }

    private static String last(Path journal) {
        return text(journal).lines().reduce("", (before, line) -> line);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
