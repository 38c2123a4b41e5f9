package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who leave while nobody is listening never leave a light on; people who stay never make it blink. */
@Simulated
class OutageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel lounge = home.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final SimUser bob = discord.user("bob");
    private TestBridge bridge;

    @Simulated
    private SimBoards boards;

    private SimBoard board;

    @BeforeEach
    void aliceIsInVoiceAndTheBoardIsLit() throws Exception {
        home.join(alice, lounge);
        bridge = TestBridge.start(discord);
        bridge.awaitVoiceUsers(1);
        board = boards.add(Profile.ESP8266, bridge.boardUrl(), TestBridge.TOKEN);
        board.awaitLit(true, PATIENCE);
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    /** These values and no others; the last one is waited for. */
    private void assertHears(String... values) {
        board.awaitLit(values[values.length - 1].equals("1"), PATIENCE);
        assertThat(board.received().subList(1, board.received().size())).containsExactly(values);
    }

    @Test
    void givenALeaveDuringAnOutageWhenAFreshSessionComesThenTheLightGoesOut() throws Exception {
        discord.quietly(() -> home.leave(alice));
        discord.forgetSessions();
        discord.dropConnections();

        assertHears("1", "0");
        assertThat(discord.identifies()).isEqualTo(2);
    }

    @Test
    void givenALeaveWhileDisconnectedWhenTheSessionResumesThenTheLightGoesOut() throws Exception {
        discord.refuseConnections(true);
        discord.dropConnections();
        discord.awaitNoSession(PATIENCE);
        home.leave(alice);
        discord.refuseConnections(false);

        assertHears("1", "0");
        discord.awaitResumes(1, PATIENCE);
    }

    @Test
    void givenALeaveDuringAGuildOutageWhenTheGuildIsBackThenTheLightGoesOut() throws Exception {
        home.unavailable();
        Await.until("the guild is away", () -> bridge.health().toString().contains("available=false"));
        discord.quietly(() -> home.leave(alice));
        home.available();

        assertHears("1", "0");
    }

    @Test
    void givenPeopleWhoStayWhenAFreshSessionComesThenTheBoardHearsNothing() throws Exception {
        discord.forgetSessions();
        discord.dropConnections();
        discord.awaitIdentifies(2, PATIENCE);
        bridge.awaitReady();
        Await.until("the guild is back", () -> bridge.health().toString().contains("available=true"));

        home.leave(alice); // the next thing the board hears is this
        assertHears("1", "0");
        home.join(bob, lounge);
        assertHears("1", "0", "1");
    }

    @Test
    void givenTheBotIsKickedThenTheLightGoesOut() throws Exception {
        home.kickBot();
        assertHears("1", "0");
    }

    @Test
    void givenTheChannelIsDeletedUnderThePeopleThenTheLightGoesOut() throws Exception {
        lounge.deleteWithoutVoiceUpdates();
        assertHears("1", "0");
    }

    @Test
    void givenThePersonIsRemovedFromTheGuildThenTheLightGoesOut() throws Exception {
        home.removeMember(alice);
        assertHears("1", "0");
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
        assertHears("1", "0");
    }
}
