package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.sim.junit.Simulated;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The second client that somebody else wrote, and that shares no code with JDA. */
@Simulated
@Timeout(90)
class DiscordJsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel lounge = home.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final SimUser bob = discord.user("bob");

    @Test
    void givenAWorldWhenItLogsInThenItSeesGuildsChannelsAndPeople() throws Exception {
        home.join(alice, lounge);
        try (RealDiscordJs bot = RealDiscordJs.login(discord)) {
            bot.await("ready " + discord.bot().name());
            bot.await("guild Home true lounge");
            bot.await("there " + alice.id() + " lounge");
            assertThat(discord.lastIdentify()).containsEntry("intents", 1 | 1 << 7);
            assertThat(bot.quit()).isZero();
            discord.awaitNoSession(SOON);
            assertThat(bot.said()).noneMatch(line -> line.contains("error"));
        }
    }

    @Test
    void givenPeopleWhoJoinMoveAndLeaveThenItHearsEachWithBeforeAndAfter() throws Exception {
        SimChannel attic = home.voiceChannel("attic");
        try (RealDiscordJs bot = RealDiscordJs.login(discord)) {
            bot.await(line -> line.startsWith("guild "), "guild");
            home.join(alice, lounge);
            bot.await("voice alice nowhere lounge false false");
            home.selfMute(alice, true);
            bot.await("voice alice lounge lounge true false");
            home.streaming(alice, true);
            bot.await("voice alice lounge lounge true true");
            home.move(alice, attic);
            bot.await(line -> line.startsWith("voice alice lounge attic"), "moved");
            home.leave(alice);
            bot.await(line -> line.startsWith("voice alice attic nowhere"), "left");
        }
    }

    @Test
    void givenACutConnectionWhenSomethingHappensMeanwhileThenItResumesAndHearsOfIt() throws Exception {
        home.join(alice, lounge);
        try (RealDiscordJs bot = RealDiscordJs.login(discord)) {
            bot.await(line -> line.startsWith("there "), "there");
            discord.refuseConnections(true);
            discord.awaitNoSession(SOON);
            home.join(bob, lounge);
            discord.refuseConnections(false);
            bot.await("voice bob nowhere lounge false false");
            bot.await("resumed");
            discord.awaitResumes(1, SOON);
            assertThat(discord.identifies()).isEqualTo(1);
        }
    }

    @Test
    void givenDiscordAskingForAReconnectThenItResumes() throws Exception {
        try (RealDiscordJs bot = RealDiscordJs.login(discord)) {
            bot.await(line -> line.startsWith("guild "), "guild");
            discord.askReconnect();
            bot.await("resumed");
            home.join(alice, lounge);
            bot.await("voice alice nowhere lounge false false");
            assertThat(discord.identifies()).isEqualTo(1);
        }
    }

    @Test
    void givenAGuildInAnOutageThenItHearsThatItGoesAndComes() throws Exception {
        try (RealDiscordJs bot = RealDiscordJs.login(discord)) {
            bot.await(line -> line.startsWith("guild "), "guild");
            home.unavailable();
            bot.await("unavailable Home");
            home.available();
            bot.await("available Home");
            lounge.rename("salon");
            bot.await("renamed lounge salon");
            home.kickBot();
            bot.await("left Home");
            home.inviteBot();
            bot.await("joined Home");
        }
    }

    @Test
    void givenAWrongTokenThenTheLoginIsRefused() throws Exception {
        try (RealDiscordJs bot = RealDiscordJs.loginWith(discord, "not-the-token")) {
            bot.await("refused TokenInvalid");
            assertThat(bot.exitCode()).isEqualTo(1);
            assertThat(discord.identifies()).isZero();
        }
    }
}
