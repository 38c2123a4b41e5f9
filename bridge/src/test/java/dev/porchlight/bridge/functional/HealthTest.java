package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.junit.Simulated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What monitors see. */
@Simulated
class HealthTest {

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");

    @Test
    void givenAReadyBridgeThenHealthHasTheNodeServersFieldsAndOurs() throws Exception {
        home.join(discord.user("alice"), home.voiceChannel("lounge"));
        String id = Long.toUnsignedString(home.id());
        try (TestBridge bridge = TestBridge.start(discord, "GUILD_ID", id + ",42")) {
            bridge.awaitVoiceUsers(1);
            try (RawBoard board = bridge.board()) {
                assertThat(board.nextText()).isEqualTo("1");

                var answer = bridge.get("/health");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");
                assertThat(bridge.health())
                        .containsEntry("ok", true)
                        .containsEntry("discordReady", true)
                        .containsEntry("guildId", id)
                        .containsEntry("voiceUsers", 1)
                        .containsEntry("espClients", 1)
                        .containsKey("uptimeSec")
                        .containsEntry("version", "test")
                        .containsEntry("guilds", List.of(Map.of("id", id, "available", true, "voiceUsers", 1)));
            }
            Await.until(
                    "the board is gone", () -> bridge.health().get("espClients").equals(0));
        }
    }

    @Test
    void givenNoDiscordThenHealthIs503AndHealthzIs200() throws Exception {
        try (TestBridge bridge = TestBridge.alone()) {
            assertThat(bridge.get("/health").statusCode()).isEqualTo(503);
            assertThat(bridge.health()).containsEntry("ok", false).containsEntry("guildId", "");
            assertThat(bridge.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(bridge.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}\n");
        }
    }

    @Test
    void givenADeliveryThenMetricsTellOfIt() throws Exception {
        try (TestBridge bridge = TestBridge.start(discord)) {
            bridge.awaitReady();
            try (RawBoard board = bridge.board()) {
                assertThat(board.nextText()).isEqualTo("0");
                home.join(discord.user("alice"), home.voiceChannel("lounge"));
                assertThat(board.nextText()).isEqualTo("1");

                String metrics = bridge.get("/metrics").body();
                assertThat(metrics)
                        .contains("porchlight_boards 1.0")
                        .contains("porchlight_voice_users 1.0")
                        .contains("porchlight_discord_ready 1.0")
                        .contains("porchlight_discord_reconnects_total 0.0")
                        .contains("porchlight_deliveries_total 2.0")
                        .contains("porchlight_conflations_total 0.0")
                        .contains("porchlight_changes_overtaken_total 0.0")
                        .contains("porchlight_auth_failures_total 0.0")
                        .contains("porchlight_delivery_seconds_count 1")
                        .contains("jvm_memory_used_bytes")
                        .containsPattern("porchlight_delivery_seconds_sum [0-9.E-]*[1-9]")
                        .contains("porchlight_stale 0.0")
                        .contains("porchlight_discord_events_lost_total 0.0");
            }
        }
    }
}
