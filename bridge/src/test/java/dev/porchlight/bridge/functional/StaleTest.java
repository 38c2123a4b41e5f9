package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With voice.when-stale=off lights go out once Discord has been away for voice.stale-after, and come back with it. */
class StaleTest {

    private final SimDiscord discord = SimDiscord.start();
    private final SimGuild home = discord.guild("Home");
    private final SimUser alice = discord.user("alice");

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void givenWhenStaleOffThenALongOutageDarkensTheBoardAndItsEndLightsItAgain() throws Exception {
        home.join(alice, home.voiceChannel("lounge"));
        try (TestBridge bridge = TestBridge.start(discord, "VOICE_STALE_AFTER", "1s", "VOICE_WHEN_STALE", "off")) {
            bridge.awaitVoiceUsers(1);
            try (RawBoard board = bridge.board()) {
                assertThat(board.nextText()).isEqualTo("1");

                discord.refuseConnections(true);
                discord.dropConnections();
                assertThat(board.nextText()).isEqualTo("0");

                discord.refuseConnections(false);
                assertThat(board.nextText()).isEqualTo("1");
            }
        }
    }
}
