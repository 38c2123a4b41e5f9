package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.NotifySocket;
import dev.porchlight.bridge.testing.Poison;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.Tools;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.BridgeBuilder;
import dev.porchlight.sim.junit.Porchlight;
import dev.porchlight.sim.junit.RunningBridge;
import dev.porchlight.sim.junit.Simulated;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar under a service manager that is a real socket: what systemd is told, and when. */
@Simulated
@Porchlight(jar = PackagedJarIT.JAR)
class ServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private NotifySocket systemd;

    @BeforeEach
    void listen() throws InterruptedException {
        Tools.need("systemd-notify");
        systemd = NotifySocket.open(directory + "/notify");
    }

    @AfterEach
    void close() {
        if (systemd != null) {
            systemd.close();
        }
    }

    @Test
    void givenAServiceThenSystemdHearsThatItIsUpHowItIsAndThatItGoes(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        SimGuild home = discord.guild("Home");
        RunningBridge bridge =
                porchlight.setting("NOTIFY_SOCKET", systemd.name()).start();
        systemd.await("READY=1"::equals, PATIENCE);
        systemd.await("STATUS=Discord ready, 0 boards, nobody in voice"::equals, PATIENCE);
        home.join(discord.user("alice"), home.voiceChannel("lounge"));
        try (RawBoard board = RawBoard.authenticated(bridge.port(), bridge.boardToken())) {
            assertThat(board.nextText()).isEqualTo("OK");
            systemd.await("STATUS=Discord ready, 1 board, 1 in voice"::equals, PATIENCE);
            bridge.terminate();
            systemd.await("STOPPING=1"::equals, PATIENCE);
        }
        assertThat(bridge.exitCode(PATIENCE)).isEqualTo(143);
        assertThat(bridge.log()).doesNotContain("systemd_not_told");
    }

    /** Discord may be away for hours, and the service is up all the same; the port is open by then. */
    @Test
    void givenNoDiscordThenItIsReadyOnceThePortIsOpen(
            @Porchlight(jar = PackagedJarIT.JAR, discord = false) BridgeBuilder porchlight) throws Exception {
        RunningBridge bridge = porchlight
                .setting("NOTIFY_SOCKET", systemd.name())
                .setting("DISCORD_TOKEN", "abc.def")
                .setting("DISCORD_API_URL", "http://127.0.0.1:1/api/v10/")
                .setting("DISCORD_GATEWAY_URL", "ws://127.0.0.1:1")
                .launch();
        systemd.await("READY=1"::equals, PATIENCE);
        assertThat(status(bridge, "/healthz")).isEqualTo(200);
    }

    @Test
    void givenALoopThatIsStuckThenTheWatchdogIsNoLongerFed(SimDiscord discord, BridgeBuilder porchlight)
            throws Exception {
        Path trigger = directory.resolve("now");
        SimGuild home = discord.guild("Home");
        RunningBridge bridge = porchlight
                .jvmFlags(Poison.flag(directory, "dev/porchlight/bridge/home/Home.change", trigger))
                .setting("NOTIFY_SOCKET", systemd.name())
                .setting("WATCHDOG_USEC", "900000")
                .start();
        discord.awaitSession(PATIENCE);
        systemd.await("WATCHDOG=1"::equals, PATIENCE);
        systemd.await("WATCHDOG=1"::equals, PATIENCE);

        // Whole at once, so that no half-written word is read.
        Files.move(Files.writeString(directory.resolve("later"), Poison.STUCK), trigger);
        home.join(discord.user("alice"), home.voiceChannel("lounge"));
        Await.until("the loop is stuck", () -> status(bridge, "/healthz") == 503);
        systemd.await("STATUS=The loop home is stuck"::equals, PATIENCE);
        assertThat(systemd.next(Duration.ofSeconds(3)))
                .as("three periods of the watchdog")
                .isEmpty();
    }

    private static int status(RunningBridge bridge, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(bridge.url() + path))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
