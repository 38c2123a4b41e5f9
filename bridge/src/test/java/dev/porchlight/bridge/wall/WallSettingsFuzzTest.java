package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.testing.Corpus;
import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.Look;
import dev.porchlight.hardware.MemoryPins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of a wall are refused with a sentence, or the wall opens and every output takes every look they give it. */
class WallSettingsFuzzTest {

    private static final Path FOLDER = folder();

    static List<Corpus.Input> corpus() throws IOException {
        return Corpus.of(WallSettingsFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void settingsThatAreTakenMakeAWall(Corpus.Input input) throws Exception {
        fuzzerTestOneInput(input.bytes());
    }

    /** What scripts/fuzz has Jazzer call. */
    public static void fuzzerTestOneInput(byte[] file) throws Exception {
        Files.write(FOLDER.resolve("porchlight.properties"), file);
        WallSettings wall;
        try {
            Settings settings = Settings.load(Map.of(), FOLDER);
            wall = WallSettings.read(settings);
            settings.check();
        } catch (CannotStart refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        BoardConfig wired = wall.board();
        BoardConfig inMemory = new BoardConfig(
                BoardConfig.Provider.MEMORY, false, Optional.empty(), wired.lights(), wired.relays(), wired.buttons());
        try (Board board = Board.open(inMemory, new MemoryPins(), (warning, event, fields) -> {})) {
            for (OutputSettings output : wall.outputs()) {
                if (output.isLight()) {
                    board.light(output.name()).show(new Look(true, output.pattern()), 0);
                    output.patternWhen()
                            .forEach(second -> board.light(output.name()).show(new Look(true, second.pattern()), 0));
                } else {
                    board.relay(output.name()).want(true, 0);
                }
            }
            assertThat(board.states())
                    .extracting("name")
                    .containsExactlyInAnyOrderElementsOf(
                            wall.outputs().stream().map(OutputSettings::name).toList());
            assertThat(board.problems()).isEmpty();
        }
        wall.buttons()
                .values()
                .forEach(actions -> actions.values()
                        .forEach(action -> assertThat(Action.parse(
                                        action.toString(),
                                        wall.outputs().stream()
                                                .map(OutputSettings::name)
                                                .toList()))
                                .isEqualTo(action)));
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("wall-settings");
            folder.toFile().deleteOnExit();
            folder.resolve("porchlight.properties").toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
