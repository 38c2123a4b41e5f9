package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.Terminal.Screen;
import dev.porchlight.sim.wall.Journals;
import dev.porchlight.sim.wall.Wall;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WallViewTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Wall wall;

    @BeforeEach
    void start() throws IOException {
        Path settings = Files.writeString(folder.resolve("porchlight.properties"), """
                light.porch = gpio:17
                light.porch.when = voice
                light.desk = gpio:18 pwm
                light.desk.when = voice:user:123456789012345678 & !unmuted:user:123456789012345678
                relay.sign = gpio:27 active-low
                """);
        wall = Wall.follow(settings, folder.resolve("pins.journal"));
    }

    @AfterEach
    void stop() {
        wall.close();
    }

    private void journal(String... lines) throws IOException {
        for (String line : lines) {
            Journals.append(folder.resolve("pins.journal"), line);
        }
    }

    private Optional<WallView> view(int rows, int columns, boolean colour, Charset charset) {
        return WallView.of(wall, new Screen(rows, columns, colour), charset);
    }

    private List<String> lines(int columns, boolean colour, Charset charset) {
        return view(24, columns, colour, charset).orElseThrow().lines();
    }

    @Test
    void eachOutputHasItsPinItsStateAndItsRule() throws IOException {
        journal(
                Journals.line("light.desk", 18, true, 50, 1, ",\"pattern\":\"breathe\""),
                Journals.line("light.porch", 17, true, 2));
        wall.await("light.porch", true, SOON);
        WallView view = view(24, 120, false, StandardCharsets.UTF_8).orElseThrow();
        view.reacted("light.porch", "3 ms");
        assertThat(view.lines())
                .containsExactly(
                        "",
                        "   output       pin     state       after  rule",
                        " ● light.porch  GPIO17  on           3 ms  voice",
                        " ▄ light.desk   GPIO18  breathe            voice:user:123456789012345678 & !unmuted:user:123456789012345678",
                        " ? relay.sign   GPIO27  unknown");
    }

    @Test
    void noLineIsAsWideAsTheTerminal() {
        assertThat(lines(60, false, StandardCharsets.UTF_8))
                .allMatch(line -> line.length() < 60)
                .anyMatch(line -> line.endsWith("voice:user:12..."));
    }

    @Test
    void coloursAreOnlyForThoseWhoWantThem() {
        assertThat(lines(100, true, StandardCharsets.UTF_8).getLast()).startsWith(" \033[2m?\033[0m relay.sign");
        assertThat(lines(100, false, StandardCharsets.UTF_8)).noneMatch(line -> line.contains("\033"));
    }

    @Test
    void aTerminalOfAsciiGetsAscii() throws IOException {
        journal(Journals.line("relay.sign", 27, true, 1));
        wall.await("relay.sign", true, SOON);
        List<String> lines = lines(100, false, StandardCharsets.US_ASCII);
        assertThat(lines.getLast()).startsWith(" * relay.sign");
        assertThat(lines)
                .allMatch(line -> StandardCharsets.US_ASCII.newEncoder().canEncode(line));
    }

    @Test
    void aSmallTerminalHasNoRoomForIt() {
        assertThat(view(14, 100, true, StandardCharsets.UTF_8)).isEmpty();
        assertThat(view(15, 100, true, StandardCharsets.UTF_8)).isPresent();
        assertThat(view(40, 59, true, StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void withoutAWallThereIsNothingToSee() {
        assertThat(WallView.of(Wall.none(), new Screen(24, 80, true), StandardCharsets.UTF_8))
                .isEmpty();
    }
}
