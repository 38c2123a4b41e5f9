package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.scenario.Scenario;
import dev.porchlight.sim.wall.Journals;
import dev.porchlight.sim.wall.Wall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private static final String TOKEN = "demo-test";
    private static final double VERY_FAST = 1_000_000_000;

    @TempDir
    private Path folder;

    private final StringWriter terminal = new StringWriter();
    private final Narrator narrator = new Narrator(new PrintWriter(terminal, true), Clock.systemUTC());
    private final Stop stop = new Stop();
    private SimDiscord discord;
    private TinyBridge bridge;
    private Boards boards;

    @BeforeEach
    void start() throws IOException {
        discord = SimDiscord.builder().token(TOKEN).start();
        bridge = new TinyBridge(TOKEN);
        boards = new Boards(bridge.url(), TOKEN);
    }

    @AfterEach
    void stop() throws IOException {
        boards.close();
        bridge.close();
        discord.close();
        stop.close();
    }

    private int play(Scenario scenario) {
        Stage stage = Stage.of(discord, boards, scenario::setUp);
        bridge.connect(discord.apiUrl(), discord.gatewayUrl());
        return new Demo(stage, narrator, stop, Duration.ofSeconds(20), "bridge", true, Optional.empty())
                .play(scenario, 1, VERY_FAST);
    }

    @Test
    void theShippedDayIsFollowedByEveryLightAndTellsEachChangeInALine() {
        assertThat(play(DemoCommand.builtIn().withoutWall()))
                .as(terminal.toString())
                .isZero();
        assertThat(terminal.toString().lines().filter(line -> !line.startsWith("demo.scenario is over")))
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  (Discord|ESP8266|ESP32|ESP32-S2) +\\S.*"))
                .anyMatch(line -> line.endsWith("Discord   alice joins lounge"))
                .anyMatch(line -> line.endsWith("Discord   alice leaves: voice is empty"))
                .anyMatch(line -> line.matches(".* ESP8266 +LED ON +\\d+ ms later"))
                .anyMatch(line -> line.matches(".* ESP32-S2 +LED off +\\d+ ms later"));
        assertThat(terminal.toString().lines().filter(line -> line.contains("ESP8266   LED")))
                .hasSize(8);
        assertThat(terminal.toString().lines().filter(line -> line.contains("ESP32-S2  LED")))
                .hasSize(4);
        assertThat(discord.guild("Home").inVoice()).isEmpty();
    }

    @Test
    void aLightThatDoesNotFollowIsSaidAndCounted() {
        Scenario day = Scenario.parse("dead.scenario", """
                guild Home
                voice channels lounge, nowhere
                person alice
                board lamp watching nowhere
                09:00 alice joins lounge
                      expect lamp lit within 50ms
                """);
        assertThat(play(day)).isEqualTo(1);
        assertThat(terminal.toString())
                .contains("MISSED    dead.scenario:6: no LED on within 50 ms")
                .contains("dead.scenario: 1 lines did not go as expected.");
    }

    @Test
    void anOutputOfTheWallIsExpectedAndEachOfItsChangesIsALine() throws IOException {
        Path settings = Files.writeString(folder.resolve("porchlight.properties"), "light.porch = gpio:17\n");
        Path journal = folder.resolve("pins.journal");
        Scenario day = Scenario.parse("wall.scenario", """
                guild Home
                voice channel lounge
                person alice with the id 123456789012345678
                output light.porch
                09:00 alice joins lounge
                      expect light.porch on
                      expect light.porch off within 50ms
                """);
        try (Wall wall = Wall.follow(settings, journal)) {
            Stage stage = Stage.of(discord, boards, wall, day::setUp);
            bridge.connect(discord.apiUrl(), discord.gatewayUrl());
            bridge.onVoice(user -> Journals.append(journal, Journals.line("light.porch", 17, true, System.nanoTime())));
            assertThat(new Demo(stage, narrator, stop, Duration.ofSeconds(20), "bridge", true, Optional.empty())
                            .play(day, 1, VERY_FAST))
                    .isEqualTo(1);
        }
        assertThat(discord.user("alice").id()).isEqualTo(123456789012345678L);
        assertThat(terminal.toString().lines())
                .anyMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  GPIO17    light\\.porch on   \\d+ ms later"));
        assertThat(terminal.toString()).contains("wall.scenario:7: light.porch not off within 50 ms: on");
    }

    @Test
    void whoExpectsOutputsWithoutAWallIsToldHowToHaveOne() {
        Scenario day = Scenario.parse("wall.scenario", """
                guild Home
                output light.porch
                09:00 expect light.porch on
                """);
        assertThatThrownBy(() -> Stage.of(discord, boards, day::setUp)).hasMessageContaining("--wall-settings");
        assertThatThrownBy(() -> Scenario.parse("wall.scenario", "guild Home\n09:00 expect light.porch on\n"))
                .hasMessageContaining("there is no output light.porch");
    }

    @Test
    void theDayInTheRepositoryIsTheOneInTheJar() throws IOException {
        assertThat(Files.readString(
                        Path.of("src", "main", "resources", "dev", "porchlight", "sim", "demo", "demo.scenario")))
                .contains("09:30  alice joins lounge");
        assertThat(DemoCommand.builtIn().withoutBoards().withoutWall().setUp()).hasSize(14);
    }
}
