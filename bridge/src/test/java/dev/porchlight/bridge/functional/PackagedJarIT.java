package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.Jar;
import dev.porchlight.bridge.testing.Poison;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one file that people get, run as they run it. */
class PackagedJarIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOKEN = "front-porch-7";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of("PORT", "0", "HOST", "127.0.0.1"));

    private void pointAt(SimDiscord discord) {
        environment.put("DISCORD_TOKEN", discord.token());
        environment.put("DISCORD_API_URL", discord.apiUrl());
        environment.put("DISCORD_GATEWAY_URL", discord.gatewayUrl());
        environment.put("ESP_AUTH_TOKEN", TOKEN);
    }

    @Test
    void givenThreeStockBoardsThenTheyFollowVoiceAndAreToldOfAPlannedStop() throws Exception {
        try (SimDiscord discord = SimDiscord.start();
                SimBoards boards = SimBoards.start()) {
            SimGuild home = discord.guild("Home");
            SimChannel lounge = home.voiceChannel("lounge");
            SimUser alice = discord.user("alice");
            pointAt(discord);
            try (Jar jar = Jar.start(directory, environment)) {
                String url = "ws://127.0.0.1:" + jar.port() + "/ws";
                SimBoard[] room = {
                    boards.add(Profile.ESP8266, url, TOKEN),
                    boards.add(Profile.ESP32, url, TOKEN),
                    boards.add(Profile.ESP32_S2, url, TOKEN)
                };
                discord.awaitSession(PATIENCE);
                for (SimBoard board : room) {
                    board.awaitAuthorised(PATIENCE);
                }

                home.join(alice, lounge);
                for (SimBoard board : room) {
                    board.awaitLit(true, PATIENCE);
                }
                home.leave(alice);
                for (SimBoard board : room) {
                    board.awaitLit(false, PATIENCE);
                }
                home.join(alice, lounge);
                for (SimBoard board : room) {
                    board.awaitLit(true, PATIENCE);
                }

                jar.terminate();
                for (SimBoard board : room) {
                    board.awaitLit(false, PATIENCE);
                }
                assertThat(jar.exitCode(Duration.ofSeconds(6))).isEqualTo(143); // 128 + SIGTERM
                assertThat(jar.output()).contains(" stopped").doesNotContain(TOKEN, discord.token());
            }
        }
    }

    @Test
    void givenNoDiscordTokenThenItServesWarnsOnceAndIsNotHealthy() throws Exception {
        try (Jar jar = Jar.start(directory, environment);
                HttpClient http = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + jar.port();
            assertThat(status(http, base + "/health")).isEqualTo(503);
            assertThat(status(http, base + "/healthz")).isEqualTo(200);
            assertThat(jar.output().split("discord_not_configured", -1)).hasSize(2);
            try (RawBoard board = RawBoard.open(jar.port(), "/ws")) {
                assertThat(board.status()).isEqualTo(503);
            }
        }
    }

    private static int status(HttpClient http, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void givenAWrongDiscordTokenThenOneClearLineAndExit78() throws Exception {
        try (SimDiscord discord = SimDiscord.start()) {
            pointAt(discord);
            environment.put("DISCORD_TOKEN", "not-the-token");
            try (Jar jar = Jar.start(directory, environment)) {
                assertThat(jar.exitCode(PATIENCE)).isEqualTo(78);
                assertThat(jar.output().lines().filter(line -> line.startsWith("porchlight: ")))
                        .singleElement()
                        .asString()
                        .contains("DISCORD_TOKEN");
                assertThat(jar.output()).doesNotContain("not-the-token", "Exception");
            }
        }
    }

    @Test
    void givenSettingsWithMistakesThenAllAreToldAtOnceMaskedAndTheExitIs78() throws Exception {
        Files.writeString(directory.resolve("porchlight.properties"), "voice.count-bot = true\n");
        environment.put("PORT", "http");
        environment.put("ESP_AUTH_TOKEN", "changeme");
        environment.put("GUILD_ID", "my server");
        try (Jar jar = Jar.start(directory, environment)) {
            assertThat(jar.exitCode(PATIENCE)).isEqualTo(78);
            assertThat(jar.output())
                    .contains("PORT", "ESP_AUTH_TOKEN", "GUILD_ID", "voice.count-bot", "voice.count-bots")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void givenAPortInUseThenOneClearLineAndExit78() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("PORT", Integer.toString(taken.getLocalPort()));
            try (Jar jar = Jar.start(directory, environment)) {
                assertThat(jar.exitCode(PATIENCE)).isEqualTo(78);
                assertThat(jar.output().lines().filter(line -> line.startsWith("porchlight: ")))
                        .singleElement()
                        .asString()
                        .contains(Integer.toString(taken.getLocalPort()));
                assertThat(jar.output()).doesNotContain("Exception:");
            }
        }
    }

    @Test
    void givenTheNodeServersOwnEnvFileThenItServesAsBefore() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (SimDiscord discord = SimDiscord.start()) {
            SimGuild home = discord.guild("Home");
            Files.writeString(directory.resolve(".env"), """
                    DISCORD_TOKEN=%s
                    GUILD_ID=%s
                    ESP_AUTH_TOKEN=%s
                    ESP_WS_PORT=%d
                    HEALTH_PORT=3000
                    """.formatted(
                            discord.token(), Long.toUnsignedString(home.id()), TOKEN, port));
            environment.remove("PORT");
            environment.put("DISCORD_API_URL", discord.apiUrl());
            environment.put("DISCORD_GATEWAY_URL", discord.gatewayUrl());
            try (Jar jar = Jar.start(directory, environment)) {
                assertThat(jar.port()).isEqualTo(port);
                Await.until("the warning about HEALTH_PORT", () -> jar.output().contains("HEALTH_PORT"));
                discord.awaitSession(PATIENCE);
                home.join(discord.user("alice"), home.voiceChannel("lounge"));
                try (RawBoard board = RawBoard.authenticated(port, TOKEN)) {
                    assertThat(board.nextText()).isEqualTo("OK");
                    String value = board.nextText();
                    assertThat(value.equals("0") ? board.nextText() : value).isEqualTo("1");
                }
            }
        }
    }

    /** Whatever runs it starts it again: a bridge that listens and no longer works would be the worse one. */
    @ParameterizedTest
    @CsvSource({
        "dev/porchlight/bridge/door/Wheel.advance, door_loop_died",
        "dev/porchlight/bridge/home/HomeLoop.runOne, home_loop_died"
    })
    void givenALoopThatDiesThenTheProgramEndsWith70(String method, String event) throws Exception {
        Path trigger = directory.resolve("now");
        try (SimDiscord discord = SimDiscord.start()) {
            pointAt(discord);
            SimGuild home = discord.guild("Home");
            List<String> flags = List.of("-Xmx32m", Poison.flag(directory, method, trigger));
            try (Jar jar = Jar.start(flags, directory, environment)) {
                int port = jar.port();
                discord.awaitSession(PATIENCE);
                try (RawBoard board = RawBoard.authenticated(port, TOKEN)) {
                    assertThat(board.nextText()).isEqualTo("OK");
                    Files.createFile(trigger);
                    home.join(discord.user("alice"), home.voiceChannel("lounge")); // both loops have something to do
                    assertThat(jar.exitCode(PATIENCE)).isEqualTo(70);
                }
                assertThat(jar.output()).contains(event, "poisoned by a test");
            }
        }
    }

    /** With the flag of scripts, unit and image: no thread goes on with half a heap. */
    @Test
    void givenNoMemoryIsLeftThenTheProgramEndsAtOnceWith3() throws Exception {
        Path trigger = directory.resolve("now");
        String poison = Poison.flag(directory, "dev/porchlight/bridge/door/Wheel.advance", trigger);
        List<String> flags = List.of("-Xmx32m", "-XX:+ExitOnOutOfMemoryError", poison);
        try (Jar jar = Jar.start(flags, directory, environment)) {
            int port = jar.port();
            Path written = Files.writeString(directory.resolve("later"), Poison.OUT_OF_MEMORY);
            Files.move(written, trigger, StandardCopyOption.ATOMIC_MOVE);
            try (RawClient waker = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                waker.send("GET /healthz HTTP/1.1\r\n");
                assertThat(jar.exitCode(PATIENCE)).isEqualTo(3);
            }
        }
    }

    @Test
    void givenTheJarThenItIsSmall() throws Exception {
        assertThat(Files.size(Jar.FILE)).isLessThan(20L * 1024 * 1024);
    }
}
