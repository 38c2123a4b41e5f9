package dev.porchlight.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final String TOKEN = "demo-test";
    private static final double VERY_FAST = 1_000_000;

    private final StringWriter terminal = new StringWriter();
    private final Narrator narrator = new Narrator(new PrintWriter(terminal, true), Clock.systemUTC());

    @Test
    void aDayIsFollowedByEveryLightAndTellsEachChangeInALine() throws Exception {
        try (SimDiscord discord = SimDiscord.builder().token(TOKEN).start();
                SimBoards boards = SimBoards.start();
                TinyBridge bridge = new TinyBridge(TOKEN);
                Stop stop = new Stop()) {
            Day day = new Day(discord, "Home");
            List<Lamp> lamps = DemoCommand.lamps(boards, day, bridge.url(), TOKEN);
            Demo demo = new Demo(discord, day, lamps, narrator, stop, Duration.ofSeconds(20), VERY_FAST);
            boards.onLight(demo::light);
            bridge.connect(discord.apiUrl(), discord.gatewayUrl());
            assertThat(demo.play(1)).isZero();
            assertThat(terminal.toString().lines())
                    .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  (Discord|ESP8266|ESP32|ESP32-S2) +\\S.*"))
                    .anyMatch(line -> line.endsWith("Discord   alice joins lounge"))
                    .anyMatch(line -> line.matches(".* ESP8266 +LED ON +\\d+ ms later"))
                    .anyMatch(line -> line.matches(".* ESP32-S2 +LED off +\\d+ ms later"));
            assertThat(terminal.toString().lines().filter(line -> line.contains("ESP8266   LED")))
                    .hasSize(8);
            assertThat(terminal.toString().lines().filter(line -> line.contains("ESP32-S2  LED")))
                    .hasSize(4);
        }
    }

    @Test
    void aLightThatDoesNotFollowIsSaidAndCounted() throws Exception {
        try (SimDiscord discord = SimDiscord.builder().token(TOKEN).start();
                SimBoards boards = SimBoards.start();
                TinyBridge bridge = new TinyBridge(TOKEN);
                Stop stop = new Stop()) {
            Day day = new Day(discord, "Home");
            String nowhere = bridge.url() + "?watch=voice:channel:nowhere";
            Lamp dead = new Lamp(boards.add(Profile.ESP8266, nowhere, TOKEN), "anyone", day::someoneInVoice);
            Demo demo = new Demo(
                    discord,
                    day,
                    List.of(dead),
                    narrator,
                    stop,
                    Duration.ofSeconds(20),
                    VERY_FAST,
                    Duration.ofMillis(50));
            bridge.connect(discord.apiUrl(), discord.gatewayUrl());
            assertThat(demo.play(1)).isPositive();
            assertThat(terminal.toString()).contains("ESP8266   should be lit and is not");
        }
    }
}
