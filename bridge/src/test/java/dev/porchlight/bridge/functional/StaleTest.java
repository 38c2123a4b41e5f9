package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With voice.when-stale=off lights go out once Discord has been away for voice.stale-after, and come back with it. */
@Simulated
class StaleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimUser alice = discord.user("alice");

    @Test
    void givenWhenStaleOffThenALongOutageDarkensTheBoardAndItsEndLightsItAgain(SimBoards boards) throws Exception {
        home.join(alice, home.voiceChannel("lounge"));
        try (TestBridge bridge = TestBridge.start(discord, "VOICE_STALE_AFTER", "1s", "VOICE_WHEN_STALE", "off")) {
            bridge.awaitVoiceUsers(1);
            SimBoard lamp = boards.add(Profile.ESP8266, bridge.boardUrl(), TestBridge.TOKEN);
            lamp.awaitLit(true, PATIENCE);

            discord.refuseConnections(true);
            discord.dropConnections();
            lamp.awaitLit(false, PATIENCE);

            discord.refuseConnections(false);
            lamp.awaitLit(true, PATIENCE);
            assertThat(lamp.received()).containsExactly("OK", "1", "0", "1");
        }
    }

    @Test
    void givenWhenStaleOffThenARuleWithNotIsDarkTooAndOneThatDoesNotNeedDiscordIsShown(SimBoards boards)
            throws Exception {
        home.voiceChannel("lounge");
        String[] settings = {
            "VOICE_STALE_AFTER", "1s", "VOICE_WHEN_STALE", "off", "DEVICES_WATCH", "voice,discord:offline"
        };
        try (TestBridge bridge = TestBridge.start(discord, settings)) {
            bridge.awaitReady();
            SimBoard nobody = boards.add(Profile.ESP8266, bridge.boardUrl() + "?watch=!voice", TestBridge.TOKEN);
            SimBoard offline =
                    boards.add(Profile.ESP8266, bridge.boardUrl() + "?watch=voice,discord:offline", TestBridge.TOKEN);
            nobody.awaitLit(true, PATIENCE);
            Await.until(
                    "the other has its first value", () -> offline.received().contains("0"));

            discord.refuseConnections(true);
            discord.dropConnections();
            nobody.awaitLit(false, PATIENCE);
            offline.awaitLit(true, PATIENCE);

            discord.refuseConnections(false);
            nobody.awaitLit(true, PATIENCE);
            offline.awaitLit(false, PATIENCE);
            assertThat(nobody.received()).containsExactly("OK", "1", "0", "1");
            assertThat(offline.received()).containsExactly("OK", "0", "1", "0");
        }
    }

    @Test
    void givenWhenStaleHoldThenHealthAndBoardsKeepWhatWasKnown(SimBoards boards) throws Exception {
        home.join(alice, home.voiceChannel("lounge"));
        String[] settings = {"VOICE_STALE_AFTER", "1s", "DEVICES_WATCH", "voice"};
        try (TestBridge bridge = TestBridge.start(discord, settings);
                TestBridge dark = TestBridge.start(discord, "VOICE_STALE_AFTER", "1s", "VOICE_WHEN_STALE", "off")) {
            bridge.awaitVoiceUsers(1);
            dark.awaitVoiceUsers(1);
            SimBoard held = boards.add(Profile.ESP8266, bridge.boardUrl(), TestBridge.TOKEN);
            SimBoard out = boards.add(Profile.ESP8266, dark.boardUrl(), TestBridge.TOKEN);
            held.awaitLit(true, PATIENCE);
            out.awaitLit(true, PATIENCE);

            discord.refuseConnections(true);
            discord.dropConnections();
            out.awaitLit(false, PATIENCE);
            assertThat(dark.health()).containsEntry("voiceUsers", 1).containsEntry("discordReady", false);
            assertThat(dark.get("/metrics").body()).contains("porchlight_stale 1", "porchlight_voice_users 1");
            assertThat(held.received()).containsExactly("OK", "1");
        }
    }
}
