package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first value after a restart waits for the guilds, so that the room does not blink, but not for ever. */
@Simulated
class FirstValueTest {

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimUser alice = discord.user("alice");

    @Test
    void givenPeopleInVoiceWhenTheBridgeRestartsThenAWaitingBoardIsNeverToldOff() throws Exception {
        home.join(alice, home.voiceChannel("lounge"));
        home.holdCreate();
        try (TestBridge bridge = TestBridge.start(discord);
                RawBoard board = bridge.board()) {
            discord.awaitSession(Duration.ofSeconds(10));
            home.releaseCreate();

            assertThat(board.nextText()).isEqualTo("1");
        }
    }

    @Test
    void givenGuildsThatDoNotComeThenTheFirstValueComesAfterThreeSeconds() throws Exception {
        home.holdCreate();
        long started = System.nanoTime(); // neither the board's 3 s nor those of the session can begin earlier
        try (TestBridge bridge = TestBridge.start(discord);
                RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("0");
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
        }
    }

    @Test
    void givenNoDiscordAtAllThenTheFirstValueDoesNotWait() throws Exception {
        try (TestBridge bridge = TestBridge.alone("ESP_AUTH_TOKEN", TestBridge.TOKEN)) {
            long connected = System.nanoTime();
            try (RawBoard board = bridge.board()) {
                assertThat(board.nextText()).isEqualTo("0");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - connected)).isLessThan(Duration.ofSeconds(2));
        }
    }
}
