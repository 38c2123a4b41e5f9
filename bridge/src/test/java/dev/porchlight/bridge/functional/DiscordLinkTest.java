package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.testing.LogEvents;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection comes and goes, with the real JDA: what home believes meanwhile and afterwards. */
class DiscordLinkTest extends DiscordHome {

    private final LogEvents log = LogEvents.ours();

    @BeforeEach
    void aliceIsInVoiceAndTheRigConnected() {
        home.join(alice, lounge);
        rig = Rig.connected(sim);
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void givenALostConnectionWhenSomeoneLeavesMeanwhileThenTheResumeTells() {
        Rig.Changes voice = rig.watch("voice");
        Rig.Changes offline = rig.watch("discord:offline");
        sim.refuseConnections(true);
        rig.awaitReady(false);
        assertThat(rig.discord.up()).isFalse();
        assertThat(rig.view().stale()).isTrue();
        home.leave(alice);
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        sim.refuseConnections(false);
        rig.awaitReady(true);
        rig.awaitUsers(0);
        rig.await("the resume counted", () -> rig.discord.counters().resumes() == 1); // after home has heard of it
        assertThat(sim.resumes()).isEqualTo(1);
        assertThat(sim.identifies()).isEqualTo(1);
        assertThat(rig.view().stale()).isFalse();
        assertThat(rig.told(voice)).containsExactly(false);
        assertThat(rig.told(offline)).containsExactly(true, false);
        assertThat(rig.discord.counters().reconnects()).isEqualTo(1);
        rig.await("both lines", () -> log.count("discord_up") == 2);
        assertThat(log.count("discord_away")).isEqualTo(1);
    }

    @Test
    void givenALostSessionWhenSomeoneLeftAndSomeoneStayedThenTheFreshOneTellsAndNothingBlinks() {
        home.join(bob, lounge);
        rig.awaitUsers(2);
        Rig.Changes voice = rig.watch("voice");
        Rig.Changes channel = rig.watch("voice:channel:" + lounge.id());
        Rig.Changes gone = rig.watch("voice:user:" + alice.id());
        sim.quietly(() -> home.leave(alice));
        sim.forgetSessions();
        sim.dropConnections();
        rig.await("alice is gone", () -> !gone.on());
        rig.await("all fresh", () -> !rig.view().stale());
        assertThat(sim.identifies()).isEqualTo(2);
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(rig.told(voice)).isEmpty();
        assertThat(rig.told(channel)).isEmpty();
        assertThat(rig.discord.counters().sessions()).isEqualTo(2);
    }

    @Test
    void givenAGuildTheBotWasThrownOutOfMeanwhileWhenAFreshSessionBeginsThenItIsGone() {
        sim.quietly(home::kickBot);
        sim.invalidateSessions(false);
        rig.await("no guild", () -> rig.view().guilds().isEmpty());
        assertThat(rig.view().voiceUsers()).isZero();
    }

    @Test
    void givenAnInvalidatedSessionThatCanBeResumedThenItIs() {
        sim.invalidateSessions(true);
        sim.awaitResumes(1, Rig.DEADLINE);
        rig.awaitReady(true);
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(sim.identifies()).isEqualTo(1);
    }

    @Test
    void givenDiscordAskingForAReconnectThenTheSessionIsResumedAndNothingBlinks() {
        Rig.Changes voice = rig.watch("voice");
        sim.askReconnect();
        sim.awaitResumes(1, Rig.DEADLINE);
        rig.awaitReady(true);
        home.join(bob, lounge);
        rig.awaitUsers(2);
        assertThat(rig.told(voice)).isEmpty();
    }

    @Test
    void givenACloseThatMayBeRetriedWhenItComesThenTheConnectionComesBack() {
        sim.closeSessions(4000);
        rig.await(
                "back",
                () -> rig.discord.counters().reconnects() == 1 && rig.view().discordReady());
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(log.value("discord_away", "reason")).asString().contains("4000");
        assertThat(rig.fatal).isEmpty();
    }

    @Test
    void givenAnEventThatJdaLosesThenAFreshSessionBringsTheStateAgainAndTheNextOneWaits() {
        Rig.Changes voice = rig.watch("voice");
        home.join(bob, lounge);
        rig.awaitUsers(2);
        sim.quietly(() -> home.leave(alice));
        loseAnEvent();
        sim.awaitIdentifies(2, Rig.DEADLINE);
        rig.awaitUsers(1);
        rig.await("fresh", () -> !rig.view().stale());
        assertThat(rig.discord.counters().lost()).isEqualTo(1);
        assertThat(log.count("discord_event_lost")).isEqualTo(1);
        loseAnEvent();
        rig.await("the second loss", () -> rig.discord.counters().lost() == 2);
        home.leave(bob);
        rig.awaitUsers(0);
        assertThat(sim.identifies()).as("no more than one in five minutes").isEqualTo(2);
        assertThat(rig.discord.up()).isTrue();
        assertThat(rig.told(voice)).containsExactly(false);
    }

    /** JDA reads the guild's id before it asks any handler. */
    private void loseAnEvent() {
        sim.sendRaw("VOICE_STATE_UPDATE", "{\"guild_id\":\"nonsense\"}");
    }

    @Test
    void givenManyEventsWhileTheLoopIsBusyThenTheReaderWaitsAndNoneIsLost() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        rig.loop.post(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        int changes = HomeLoop.CAPACITY + 500;
        for (int i = 0; i < changes / 2; i++) {
            home.selfMute(alice, true);
            home.selfMute(alice, false);
        }
        rig.await("back-pressure", () -> rig.loop.waits() > 0);
        assertThat(rig.loop.queued()).isEqualTo(HomeLoop.CAPACITY);
        gate.countDown();
        home.leave(alice);
        rig.awaitUsers(0);
        assertThat(rig.discord.counters().received()).isGreaterThanOrEqualTo(changes);
    }

    @Test
    void givenAGatewayOfOnesOwnWhenTheSessionIsResumedThenItIsWhereTheServerSaid() {
        try (Forwarder forwarder = new Forwarder(sim.port());
                Rig second = new Rig(
                        Rig.settings(sim.token(), sim.apiUrl(), "ws://127.0.0.1:" + forwarder.port()),
                        VoiceSettings.DEFAULT,
                        Rig.IMPATIENT)) {
            second.discord.start();
            second.await("settled", () -> second.view().settled());
            assertThat(forwarder.connections()).isEqualTo(1);
            sim.dropConnections();
            second.await("resumed", () -> second.discord.counters().resumes() == 1);
            assertThat(forwarder.connections()).isEqualTo(1);
        }
    }

    @Test
    void givenAShortStaleAfterWhenDiscordStaysAwayThenVoiceKeepsItsValueAndIsStaleUntilItIsBack() {
        Duration soon = Duration.ofMillis(300);
        try (Rig second = Rig.connected(sim, new VoiceSettings(Set.of(), false, false, soon))) {
            Rig.Changes voice = second.watch("voice");
            sim.refuseConnections(true);
            second.await("stale", () -> voice.stale());
            assertThat(voice.on()).isTrue();
            assertThat(second.view().discordReady()).isFalse();
            assertThat(second.view().voiceUsers()).isEqualTo(1);
            sim.refuseConnections(false);
            second.await("known", () -> !voice.stale());
            assertThat(second.told(voice)).containsExactly(true, true);
        }
    }
}
