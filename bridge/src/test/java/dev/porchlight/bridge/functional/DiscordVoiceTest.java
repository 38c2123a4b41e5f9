package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeView;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is in voice, through the real JDA, while the connection holds. */
class DiscordVoiceTest extends DiscordHome {

    @Test
    void givenPeopleInVoiceWhenTheBridgeStartsThenTheyAreThereOnceSettled() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        assertThat(rig.view())
                .isEqualTo(new HomeView(
                        true, false, true, 1, java.util.List.of(new HomeView.GuildView(home.id(), "Home", true, 1))));
    }

    @Test
    void identifyAsksForGuildsAndVoiceStatesAndNothingPrivileged() {
        rig = Rig.connected(sim);
        assertThat(sim.lastIdentify()).containsEntry("intents", 1 | 1 << 7);
    }

    @Test
    void givenAWatchWhenSomeoneJoinsAndLeavesThenItHearsBothWithATimeOfReceipt() {
        rig = Rig.connected(sim);
        Rig.Changes voice = rig.watch("voice");
        long before = System.nanoTime();
        home.join(alice, lounge);
        rig.await("on", () -> voice.values.size() == 1);
        assertThat(voice.lastCause).isBetween(before, System.nanoTime());
        home.leave(alice);
        rig.await("off", () -> voice.values.size() == 2);
        assertThat(rig.told(voice)).containsExactly(true, false);
    }

    @Test
    void everyFlagOfAVoiceStateArrives() {
        rig = Rig.connected(sim);
        Rig.Changes muted = rig.watch("muted:user:" + alice.id());
        Rig.Changes unmuted = rig.watch("unmuted:user:" + alice.id());
        Rig.Changes streaming = rig.watch("streaming:user:" + alice.id());
        Rig.Changes camera = rig.watch("camera:user:" + alice.id());
        home.join(alice, lounge);
        rig.await("unmuted", unmuted::on);
        home.selfMute(alice, true);
        rig.await("self-muted", () -> muted.on() && !unmuted.on());
        home.selfMute(alice, false);
        home.mute(alice, true);
        rig.await("server-muted", () -> muted.values.size() == 3);
        home.streaming(alice, true);
        rig.await("streaming", streaming::on);
        home.camera(alice, true);
        rig.await("camera", camera::on);
        home.leave(alice);
        rig.await("gone", () -> !muted.on() && !streaming.on() && !camera.on());
    }

    @Test
    void givenAMoveWhenItHappensThenTheOldChannelIsOffAndTheNewOneOn() {
        rig = Rig.connected(sim);
        SimChannel stage = home.stageChannel("Stage");
        Rig.Changes byName = rig.watch("voice:channel:\"home/lounge\"");
        Rig.Changes byId = rig.watch("voice:channel:" + stage.id());
        home.join(alice, lounge);
        rig.await("in the lounge", byName::on);
        home.move(alice, stage);
        rig.await("on the stage", () -> byId.on() && !byName.on());
        stage.rename("Theatre");
        Rig.Changes renamed = rig.watch("voice:channel:\"home/theatre\"");
        rig.await("renamed", renamed::on);
        home.rename("Castle");
        rig.await("renamed again", () -> !renamed.on());
    }

    @Test
    void botsAndTheAfkChannelDoNotCount() {
        SimChannel afk = home.afkChannel("AFK");
        rig = Rig.connected(sim);
        Rig.Changes voice = rig.watch("voice");
        home.join(sim.botUser("music"), lounge);
        home.join(bob, afk);
        home.join(alice, lounge);
        rig.awaitUsers(1);
        home.move(alice, afk);
        rig.awaitUsers(0);
        home.setAfkChannel(lounge);
        rig.awaitUsers(2);
        assertThat(rig.told(voice)).containsExactly(true, false, true);
    }

    @Test
    void botsAndTheAfkChannelCountWhenAskedTo() {
        SimChannel afk = home.afkChannel("AFK");
        home.join(sim.botUser("music"), lounge);
        rig = Rig.connected(sim, new VoiceSettings(Set.of(), true, true, Home.STALE_AFTER));
        home.join(bob, afk);
        rig.awaitUsers(2);
    }

    @Test
    void givenGuildIdWhenPeopleJoinElsewhereThenTheyDoNotExist() {
        SimGuild club = sim.guild("Club");
        rig = Rig.connected(sim, new VoiceSettings(Set.of(home.id()), false, false, Home.STALE_AFTER));
        club.join(bob, club.voiceChannel("Bar"));
        home.join(alice, lounge);
        rig.awaitUsers(1);
        assertThat(rig.view().guilds()).extracting(HomeView.GuildView::name).containsExactly("Home");
    }

    @Test
    void givenAGuildIdThatTheBotIsNotInWhenItStartsThenItSettlesAndSaysSo() {
        try (LogEvents log = LogEvents.ours()) {
            rig = Rig.connected(sim, new VoiceSettings(Set.of(42L), false, false, Home.STALE_AFTER));
            assertThat(rig.view().guilds()).isEmpty();
            assertThat(log.value("guild_not_found", "guild")).isEqualTo("42");
        }
    }

    @Test
    void givenAChannelDeletedWithPeopleInItThenTheyAreGone() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        rig.awaitUsers(1);
        lounge.deleteWithoutVoiceUpdates();
        rig.awaitUsers(0);
    }

    @Test
    void givenAMemberThrownOutOfTheGuildThenTheyAreGone() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        home.removeMember(alice);
        rig.awaitUsers(0);
    }

    @Test
    void givenTheBotKickedAndInvitedAgainThenTheGuildGoesAndComes() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        home.kickBot();
        rig.await("gone", () -> rig.view().guilds().isEmpty());
        assertThat(rig.view().voiceUsers()).isZero();
        home.inviteBot();
        rig.awaitUsers(1);
    }

    @Test
    void givenSomeoneWhoLeavesDuringAnOutageOfTheGuildThenTheyAreHeldAndThenGone() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
        Rig.Changes voice = rig.watch("voice");
        home.unavailable();
        rig.await("unavailable", () -> !rig.view().guilds().getFirst().available());
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(rig.view().discordReady()).isTrue();
        sim.quietly(() -> home.leave(alice));
        home.available();
        rig.awaitUsers(0);
        assertThat(rig.told(voice)).containsExactly(false);
    }

    @Test
    void givenAGuildInAnOutageAtTheStartThenHomeSettlesWithoutItAndGetsItLater() {
        home.unavailable();
        home.join(alice, lounge);
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.start();
        rig.awaitReady(true);
        // "Sent when a guild becomes or was already unavailable", says the documentation of GUILD_DELETE.
        sim.sendRaw("GUILD_DELETE", "{\"id\":\"" + home.id() + "\",\"unavailable\":true}");
        rig.await("settled", () -> rig.view().settled());
        assertThat(rig.view().voiceUsers()).isZero();
        home.available();
        rig.awaitUsers(1);
    }

    @Test
    void givenAGuildThatIsSlowToComeThenHomeIsNotSettledUntilItDoes() {
        SimGuild slow = sim.guild("Slow");
        slow.holdCreate();
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.start();
        rig.await("the other guild", () -> rig.view().guilds().stream().anyMatch(HomeView.GuildView::available));
        assertThat(rig.view().settled()).isFalse();
        slow.join(alice, slow.voiceChannel("Bar"));
        slow.releaseCreate();
        rig.await("settled", () -> rig.view().settled());
        rig.awaitUsers(1);
    }

    @Test
    void givenAGuildThatStaysSilentThenHomeSettlesWithoutItThreeSecondsAfterReady() {
        home.holdCreate();
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        long begun = System.nanoTime();
        rig.discord.start();
        rig.await("settled", () -> rig.view().settled());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(rig.view().stale()).isTrue();
    }

    @Test
    void givenSomeoneWhoComesAndGoesWhileAGuildIsSlowThenTheyDoNotComeAgainWhenJdaRunsTheEventsAgain() {
        SimGuild slow = sim.guild("Slow");
        SimChannel bar = slow.voiceChannel("Bar");
        slow.holdCreate();
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.start();
        rig.awaitReady(true);
        Rig.Changes voice = rig.watch("voice");
        sim.sendRaw("VOICE_STATE_UPDATE", voiceState(slow, alice, "\"" + bar.id() + "\""));
        sim.sendRaw("VOICE_STATE_UPDATE", voiceState(slow, alice, "null"));
        slow.releaseCreate();
        rig.await("settled", () -> rig.view().settled());
        home.join(bob, lounge);
        rig.awaitUsers(1);
        assertThat(rig.told(voice)).containsExactly(true);
    }

    private static String voiceState(SimGuild guild, SimUser user, String channel) {
        return """
                {"guild_id":"%d","channel_id":%s,"user_id":"%d","session_id":"s","mute":false,"deaf":false,
                 "self_mute":false,"self_deaf":false,"self_stream":false,"self_video":false,"suppress":false,
                 "member":{"user":{"id":"%d","username":"%s","discriminator":"0"},"roles":[],"mute":false,
                           "deaf":false,"joined_at":"2020-01-01T00:00:00.000000+00:00","flags":0}}""".formatted(guild.id(), channel, user.id(), user.id(), user.name());
    }

    @Test
    void givenMalformedEventsWhenTheyArriveThenTheyAreCountedAndTheNextOneIsHeard() {
        rig = Rig.connected(sim);
        try (LogEvents log = LogEvents.ours()) {
            sim.sendRaw("GUILD_MEMBER_REMOVE", "{\"guild_id\":\"" + home.id() + "\"}");
            sim.sendRaw("VOICE_STATE_UPDATE", "[]");
            sim.sendRaw("VOICE_STATE_UPDATE", "{\"guild_id\":\"" + home.id() + "\",\"user_id\":\"x\"}");
            sim.sendRaw("SOMETHING_NEW", "{\"a\":1}");
            home.join(alice, lounge);
            rig.awaitUsers(1);
            assertThat(rig.discord.counters().malformed()
                            + rig.discord.counters().lost())
                    .as(
                            "%s %s",
                            rig.discord.counters().malformed(),
                            rig.discord.counters().lost())
                    .isEqualTo(2);
            assertThat(log.count("gateway_event_malformed") + log.count("discord_event_lost"))
                    .isEqualTo(2);
        }
    }

    @Test
    void theThreadsAreFewAndNamed() {
        rig = Rig.connected(sim);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("home", "discord", "discord-timer");
        assertThat(rig.discord.up()).isTrue();
        rig.await("ping", () -> rig.discord.ping().isPresent());
        assertThat(rig.discord.ping().orElseThrow()).isLessThan(Duration.ofSeconds(5));
    }
}
