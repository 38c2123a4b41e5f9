package dev.porchlight.sim.discord;

import static dev.porchlight.sim.discord.RealJda.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private SimDiscord discord;
    private SimGuild home;
    private SimChannel lounge;
    private SimUser alice;
    private RealJda bot;

    @BeforeEach
    void logIn() throws Exception {
        start(SimDiscord.builder());
    }

    private void start(SimDiscordBuilder builder) throws Exception {
        discord = builder.start();
        home = discord.guild("Home");
        lounge = home.voiceChannel("lounge");
        alice = discord.user("alice");
        bot = RealJda.login(discord).ready();
    }

    @AfterEach
    void logOut() {
        bot.close();
        discord.close();
    }

    @Test
    void whatHappenedDuringAnOutageIsReplayedOnResume() throws Exception {
        discord.refuseConnections(true);
        bot.awaitEvent(SessionDisconnectEvent.class);
        home.join(alice, lounge);
        home.leave(alice);
        discord.refuseConnections(false);
        bot.awaitEvent(SessionResumeEvent.class);
        assertThat(bot.dispatches("VOICE_STATE_UPDATE"))
                .extracting(d -> d.isNull("channel_id"))
                .containsExactly(false, true);
        assertThat(discord.resumes()).isEqualTo(1);
        assertThat(discord.identifies()).isEqualTo(1);
    }

    @Test
    void aCutConnectionIsResumed() throws Exception {
        discord.dropConnections();
        bot.awaitEvent(SessionResumeEvent.class);
        home.join(alice, lounge);
        bot.awaitDispatch("VOICE_STATE_UPDATE");
    }

    @Test
    void aForgottenSessionHasToIdentifyAgainAndSeesTheTruthThen() throws Exception {
        home.join(alice, lounge);
        bot.awaitDispatch("VOICE_STATE_UPDATE");
        discord.forgetSessions();
        discord.refuseConnections(true);
        bot.awaitEvent(SessionDisconnectEvent.class);
        home.leave(alice);
        bot.forgetEvents();
        discord.refuseConnections(false);
        bot.awaitEvent(SessionInvalidateEvent.class);
        bot.awaitEvent(SessionRecreateEvent.class);
        assertThat(bot.awaitDispatch("GUILD_CREATE").getArray("voice_states").length())
                .isZero();
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).isEmpty();
        assertThat(discord.identifies()).isEqualTo(2);
    }

    @Test
    void moreMissedThanTheReplayKeepsMeansIdentifyAgain() throws Exception {
        logOut();
        start(SimDiscord.builder().replayEvents(3));
        discord.refuseConnections(true);
        bot.awaitEvent(SessionDisconnectEvent.class);
        for (int i = 0; i < 4; i++) {
            lounge.rename("lounge " + i);
        }
        discord.refuseConnections(false);
        discord.awaitIdentifies(2, SOON);
        assertThat(discord.resumes()).isZero();
    }

    @Test
    void reconnectIsFollowedByAResume() throws Exception {
        discord.askReconnect();
        discord.awaitResumes(1, SOON);
        bot.awaitEvent(SessionResumeEvent.class);
    }

    @Test
    void aResumableInvalidSessionIsResumed() throws Exception {
        discord.invalidateSessions(true);
        discord.awaitResumes(1, SOON);
        assertThat(discord.identifies()).isEqualTo(1);
    }

    @Test
    void anInvalidSessionIsIdentifiedAnew() throws Exception {
        discord.invalidateSessions(false);
        discord.awaitIdentifies(2, SOON);
        bot.awaitEvent(SessionRecreateEvent.class);
        assertThat(discord.resumes()).isZero();
    }

    @Test
    void unansweredHeartbeatsMakeTheClientComeBack() throws Exception {
        logOut();
        start(SimDiscord.builder().heartbeat(Duration.ofMillis(100)));
        discord.stopAckingHeartbeats(true);
        bot.awaitEvent(SessionDisconnectEvent.class);
        discord.stopAckingHeartbeats(false);
        discord.awaitResumes(1, SOON);
    }

    @Test
    void aSessionClosedWith4000IsResumed() throws Exception {
        discord.closeSessions(4000);
        discord.awaitResumes(1, SOON);
    }

    @Test
    void aSessionClosedWith4009IsIdentifiedAnew() throws Exception {
        discord.closeSessions(4009);
        discord.awaitIdentifies(2, SOON);
        assertThat(discord.resumes()).isZero();
    }

    @Test
    void aSessionClosedWith4004EndsTheClient() throws Exception {
        discord.closeSessions(4004);
        assertThat(bot.awaitEvent(ShutdownEvent.class).getCode()).isEqualTo(4004);
        assertThat(discord.identifies()).isEqualTo(1);
    }

    @Test
    void aGuildGoesAwayAndComesBackAsItIsThen() throws Exception {
        home.join(alice, lounge);
        home.unavailable();
        bot.awaitEvent(GuildUnavailableEvent.class);
        home.leave(alice);
        bot.forgetEvents();
        home.available();
        bot.awaitEvent(GuildAvailableEvent.class);
        assertThat(bot.awaitDispatch("GUILD_CREATE").getArray("voice_states").length())
                .isZero();
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).isEmpty();
    }

    @Test
    void aKickedBotIsOutUntilItIsInvited() throws Exception {
        home.kickBot();
        bot.awaitEvent(GuildLeaveEvent.class);
        assertThat(bot.awaitDispatch("GUILD_DELETE").hasKey("unavailable")).isFalse();
        home.join(alice, lounge);
        home.inviteBot();
        bot.awaitEvent(GuildJoinEvent.class);
        assertThat(bot.dispatches("VOICE_STATE_UPDATE")).isEmpty();
    }

    @Test
    void aGuildMadeWhileSomebodyIsConnectedIsToldAtOnce() throws Exception {
        long id = discord.guild("Work").id();
        bot.awaitDispatch("GUILD_CREATE", d -> d.getLong("id") == id);
    }

    @Test
    void aHeldGuildComesAfterItsReleaseOnly() throws Exception {
        discord.guild("Work").holdCreate();
        try (RealJda second = RealJda.login(discord)) {
            second.awaitDispatch("READY", d -> d.getArray("guilds").length() == 2);
            second.awaitDispatch("GUILD_CREATE", d -> d.getLong("id") == home.id());
            assertThat(second.dispatches("GUILD_CREATE")).hasSize(1);
            discord.guild("Work").releaseCreate();
            second.ready();
            assertThat(second.jda().getGuilds()).hasSize(2);
        }
    }
}
