package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who leave while nobody is listening never leave a light on; people who stay never make it blink. */
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimDiscord discord = SimDiscord.start();
    private final SimGuild home = discord.guild("Home");
    private final SimChannel lounge = home.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final SimUser bob = discord.user("bob");
    private TestBridge bridge;
    private RawBoard board;

    @BeforeEach
    void aliceIsInVoiceAndTheBoardIsLit() throws Exception {
        home.join(alice, lounge);
        bridge = TestBridge.start(discord);
        bridge.awaitVoiceUsers(1);
        board = bridge.board();
        assertThat(board.nextText()).isEqualTo("1");
    }

    @AfterEach
    void stop() throws Exception {
        board.close();
        bridge.close();
        discord.close();
    }

    @Test
    void givenALeaveDuringAnOutageWhenAFreshSessionComesThenTheLightGoesOut() throws Exception {
        discord.quietly(() -> home.leave(alice));
        discord.forgetSessions();
        discord.dropConnections();

        assertThat(board.nextText()).isEqualTo("0");
        assertThat(discord.identifies()).isEqualTo(2);
    }

    @Test
    void givenALeaveWhileDisconnectedWhenTheSessionResumesThenTheLightGoesOut() throws Exception {
        discord.refuseConnections(true);
        discord.dropConnections();
        discord.awaitNoSession(PATIENCE);
        home.leave(alice);
        discord.refuseConnections(false);

        assertThat(board.nextText()).isEqualTo("0");
        discord.awaitResumes(1, PATIENCE);
    }

    @Test
    void givenALeaveDuringAGuildOutageWhenTheGuildIsBackThenTheLightGoesOut() throws Exception {
        home.unavailable();
        Await.until("the guild is away", () -> bridge.health().toString().contains("available=false"));
        discord.quietly(() -> home.leave(alice));
        home.available();

        assertThat(board.nextText()).isEqualTo("0");
    }

    @Test
    void givenPeopleWhoStayWhenAFreshSessionComesThenTheBoardHearsNothing() throws Exception {
        discord.forgetSessions();
        discord.dropConnections();
        discord.awaitIdentifies(2, PATIENCE);
        bridge.awaitReady();
        Await.until("the guild is back", () -> bridge.health().toString().contains("available=true"));

        home.leave(alice); // the next thing the board hears is this
        assertThat(board.nextText()).isEqualTo("0");
        home.join(bob, lounge);
        assertThat(board.nextText()).isEqualTo("1");
    }

    @Test
    void givenTheBotIsKickedThenTheLightGoesOut() throws Exception {
        home.kickBot();
        assertThat(board.nextText()).isEqualTo("0");
    }

    @Test
    void givenTheChannelIsDeletedUnderThePeopleThenTheLightGoesOut() throws Exception {
        lounge.deleteWithoutVoiceUpdates();
        assertThat(board.nextText()).isEqualTo("0");
    }

    @Test
    void givenThePersonIsRemovedFromTheGuildThenTheLightGoesOut() throws Exception {
        home.removeMember(alice);
        assertThat(board.nextText()).isEqualTo("0");
    }

    @Test
    void givenDiscordIsAwayThenHealthSaysSoAndTheLightHolds() throws Exception {
        discord.refuseConnections(true);
        discord.dropConnections();
        Await.until("health is 503", () -> bridge.get("/health").statusCode() == 503);
        assertThat(bridge.health()).containsEntry("discordReady", false).containsEntry("ok", false);
        assertThat(bridge.get("/healthz").statusCode()).isEqualTo(200);

        discord.refuseConnections(false);
        Await.until("health is 200", () -> bridge.get("/health").statusCode() == 200);
        home.leave(alice); // the board has heard nothing since
        assertThat(board.nextText()).isEqualTo("0");
    }
}
