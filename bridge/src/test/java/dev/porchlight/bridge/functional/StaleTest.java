package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

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
}
