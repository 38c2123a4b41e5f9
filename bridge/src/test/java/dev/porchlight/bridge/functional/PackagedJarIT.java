package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.testing.Poison;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Board;
import dev.porchlight.sim.junit.BridgeBuilder;
import dev.porchlight.sim.junit.Porchlight;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one file that people get, run as they run it. */
@Simulated
@Porchlight(jar = PackagedJarIT.JAR)
class PackagedJarIT {

    static final String JAR = "target/porchlight.jar";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givenThreeStockBoardsThenTheyFollowVoiceAndAreToldOfAPlannedStop(
            SimDiscord discord,
            RunningBridge bridge,
            @Board(Profile.ESP8266) SimBoard first,
            @Board(Profile.ESP32) SimBoard second,
            @Board(Profile.ESP32_S2) SimBoard third) {
        SimGuild home = discord.guild("Home");
        SimChannel lounge = home.voiceChannel("lounge");
        SimUser alice = discord.user("alice");
        List<SimBoard> room = List.of(first, second, third);
        discord.awaitSession(PATIENCE);
        room.forEach(board -> board.awaitAuthorised(PATIENCE));

        home.join(alice, lounge);
        room.forEach(board -> board.awaitLit(true, PATIENCE));
        home.leave(alice);
        room.forEach(board -> board.awaitLit(false, PATIENCE));
        home.join(alice, lounge);
        room.forEach(board -> board.awaitLit(true, PATIENCE));

        bridge.terminate();
        room.forEach(board -> board.awaitLit(false, PATIENCE));
        assertThat(bridge.exitCode(Duration.ofSeconds(6))).isEqualTo(143); // 128 + SIGTERM
        assertThat(bridge.log()).contains(" stopped").doesNotContain(bridge.boardToken(), discord.token());
    }

    @Test
    void givenNoDiscordTokenThenItServesWarnsOnceAndIsNotHealthy(
            @Porchlight(jar = JAR, discord = false) BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge = porchlight.without("ESP_AUTH_TOKEN").start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(status(http, bridge.url() + "/health")).isEqualTo(503);
            assertThat(status(http, bridge.url() + "/healthz")).isEqualTo(200);
            assertThat(bridge.log().split("discord_not_configured", -1)).hasSize(2);
            try (RawBoard board = RawBoard.open(bridge.port(), "/ws")) {
                assertThat(board.status()).isEqualTo(503);
            }
        }
    }

    private static int status(HttpClient http, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void givenAWrongDiscordTokenThenOneClearLineAndExit78(BridgeBuilder porchlight) {
        RunningBridge bridge =
                porchlight.setting("DISCORD_TOKEN", "not-the-token").launch();
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(78);
        assertThat(bridge.log().lines().filter(line -> line.startsWith("porchlight: ")))
                .singleElement()
                .asString()
                .contains("DISCORD_TOKEN");
        assertThat(bridge.log()).doesNotContain("not-the-token", "Exception");
    }

    @Test
    void givenSettingsWithMistakesThenAllAreToldAtOnceMaskedAndTheExitIs78(
            @Porchlight(jar = JAR, discord = false) BridgeBuilder porchlight) {
        RunningBridge bridge = porchlight
                .file("porchlight.properties", "voice.count-bot = true\n")
                .setting("PORT", "http")
                .setting("ESP_AUTH_TOKEN", "changeme")
                .setting("GUILD_ID", "my server")
                .launch();
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(78);
        assertThat(bridge.log())
                .contains("PORT", "ESP_AUTH_TOKEN", "GUILD_ID", "voice.count-bot", "voice.count-bots")
                .doesNotContain("Exception");
    }

    @Test
    void givenAPortInUseThenOneClearLineAndExit78(@Porchlight(jar = JAR, discord = false) BridgeBuilder porchlight)
            throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            RunningBridge bridge = porchlight.setting("PORT", port).launch();
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(78);
            assertThat(bridge.log().lines().filter(line -> line.startsWith("porchlight: ")))
                    .singleElement()
                    .asString()
                    .contains(port);
            assertThat(bridge.log()).doesNotContain("Exception:");
        }
    }

    @Test
    void givenTheNodeServersOwnEnvFileThenItServesAsBefore(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        SimGuild home = discord.guild("Home");
        RunningBridge bridge = porchlight
                .without("PORT")
                .without("DISCORD_TOKEN")
                .without("ESP_AUTH_TOKEN")
                .file(".env", """
                        DISCORD_TOKEN=%s
                        GUILD_ID=%s
                        ESP_AUTH_TOKEN=%s
                        ESP_WS_PORT=%d
                        HEALTH_PORT=3000
                        """.formatted(
                                discord.token(), Long.toUnsignedString(home.id()), RunningBridge.BOARD_TOKEN, port))
                .start();
        assertThat(bridge.port()).isEqualTo(port);
        bridge.awaitLog("HEALTH_PORT", PATIENCE);
        discord.awaitSession(PATIENCE);
        home.join(discord.user("alice"), home.voiceChannel("lounge"));
        try (RawBoard board = RawBoard.authenticated(port, RunningBridge.BOARD_TOKEN)) {
            assertThat(board.nextText()).isEqualTo("OK");
            String value = board.nextText();
            assertThat(value.equals("0") ? board.nextText() : value).isEqualTo("1");
        }
    }

    /** Whatever runs it starts it again: a bridge that listens and no longer works would be the worse one. */
    @ParameterizedTest
    @CsvSource({
        "dev/porchlight/bridge/door/Wheel.advance, door_loop_died",
        "dev/porchlight/bridge/home/HomeLoop.runOne, home_loop_died"
    })
    void givenALoopThatDiesThenTheProgramEndsWith70(
            String method, String event, SimDiscord discord, BridgeBuilder porchlight, @TempDir Path directory)
            throws Exception {
        Path trigger = directory.resolve("now");
        SimGuild home = discord.guild("Home");
        RunningBridge bridge = porchlight
                .jvmFlags("-Xmx32m", Poison.flag(directory, method, trigger))
                .start();
        discord.awaitSession(PATIENCE);
        try (RawBoard board = RawBoard.authenticated(bridge.port(), bridge.boardToken())) {
            assertThat(board.nextText()).isEqualTo("OK");
            Files.createFile(trigger);
            home.join(discord.user("alice"), home.voiceChannel("lounge")); // both loops have something to do
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(70);
        }
        assertThat(bridge.log()).contains(event, "poisoned by a test");
    }

    /** With the flag of scripts, unit and image: no thread goes on with half a heap. */
    @Test
    void givenNoMemoryIsLeftThenTheProgramEndsAtOnceWith3(
            @Porchlight(jar = JAR, discord = false) BridgeBuilder porchlight, @TempDir Path directory)
            throws Exception {
        Path trigger = directory.resolve("now");
        String poison = Poison.flag(directory, "dev/porchlight/bridge/door/Wheel.advance", trigger);
        RunningBridge bridge = porchlight
                .jvmFlags("-Xmx32m", "-XX:+ExitOnOutOfMemoryError", poison)
                .start();
        Path written = Files.writeString(directory.resolve("later"), Poison.OUT_OF_MEMORY);
        Files.move(written, trigger, StandardCopyOption.ATOMIC_MOVE);
        try (RawClient waker = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()))) {
            waker.send("GET /healthz HTTP/1.1\r\n");
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(3);
        }
    }

    @Test
    void givenTheJarThenItIsSmall() throws Exception {
        assertThat(Files.size(Path.of(JAR))).isLessThan(20L * 1024 * 1024);
    }
}
