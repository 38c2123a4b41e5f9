package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Consent;
import dev.porchlight.bridge.guilds.Hidden;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimGuild;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals of presences, from the gateway to a watch, with the real JDA. */
class DiscordPresenceTest extends DiscordHome {

    private final LogEvents log = LogEvents.all();
    private final SimGuild club = sim.guild("Club");

    @BeforeEach
    void makeThemMembers() {
        sim.access().grant(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
        home.addMember(alice);
        club.addMember(alice);
        home.addMember(bob);
    }

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @Test
    void givenSomebodyWhoComesAndGoesThenTheSignalsFollow() {
        rig = Rig.withPeople(sim, PeopleSettings.DEFAULT);
        Rig.Changes online = watch(alice.id(), "online", "");
        Rig.Changes idle = watch(alice.id(), "status", ":idle");
        Rig.Changes offline = watch(alice.id(), "status", ":offline");
        Rig.Changes playing = watch(alice.id(), "playing", "");
        Rig.Changes listening = watch(alice.id(), "listening", "");
        awaitNow(online, false);
        awaitNow(offline, true);
        alice.goOnline();
        awaitNow(online, true);
        awaitNow(offline, false);
        alice.goIdle();
        awaitNow(idle, true);
        alice.does(SimActivity.playing("chess"));
        awaitNow(playing, true);
        awaitNow(listening, false);
        alice.does(SimActivity.listening("the rain"), SimActivity.custom("hm", ""));
        awaitNow(playing, false);
        awaitNow(listening, true);
        alice.goOffline();
        awaitNow(online, false);
        awaitNow(listening, false);
        awaitNow(offline, true);
        assertThat(rig.told(online)).as("told by two guilds, heard once").containsExactly(true, false);
        assertThat(rig.told(idle)).containsExactly(true, false);
    }

    @Test
    void givenSomebodyWhoIsOnlineAtTheStartThenTheyAreKnownToBe() {
        alice.goDnd();
        rig = Rig.withPeople(sim, PeopleSettings.DEFAULT);
        awaitNow(watch(alice.id(), "status", ":dnd"), true);
        awaitNow(watch(bob.id(), "online", ""), false);
    }

    @Test
    void givenAFreshSessionThenWhoWentMeanwhileIsOfflineAndWhoStayedNeverBlinked() {
        alice.goOnline();
        bob.goOnline();
        rig = Rig.withPeople(sim, PeopleSettings.DEFAULT);
        Rig.Changes her = watch(alice.id(), "online", "");
        Rig.Changes him = watch(bob.id(), "online", "");
        awaitNow(her, true);
        awaitNow(him, true);
        sim.forgetSessions();
        sim.refuseConnections(true);
        sim.dropConnections();
        sim.quietly(bob::goOffline);
        sim.refuseConnections(false);
        awaitNow(him, false);
        assertThat(rig.told(her)).isEmpty();
        assertThat(her.on()).isTrue();
    }

    @Test
    void givenSomebodyWhoLeavesAllGuildsThenTheyAreNotOnline() {
        alice.goOnline();
        rig = Rig.withPeople(sim, PeopleSettings.DEFAULT);
        Rig.Changes online = watch(alice.id(), "online", "");
        awaitNow(online, true);
        home.removeMember(alice);
        club.removeMember(alice);
        awaitNow(online, false);
    }

    @Test
    void givenHiddenActivitiesThenNoSignalTellsOfThem() {
        alice.goOnline();
        alice.does(SimActivity.playing("chess"), SimActivity.listening("Spotify"));
        rig = Rig.withPeople(sim, new PeopleSettings(Enabled.AUTO, 5_000, Users.ALL, Set.of(Hidden.SPOTIFY)));
        awaitNow(watch(alice.id(), "playing", ""), true);
        awaitNow(watch(alice.id(), "listening", ""), false);
        rig.close();
        rig = Rig.withPeople(sim, new PeopleSettings(Enabled.AUTO, 5_000, Users.ALL, Set.of(Hidden.ACTIVITIES)));
        awaitNow(watch(alice.id(), "online", ""), true);
        awaitNow(watch(alice.id(), "playing", ""), false);
    }

    @Test
    void givenSomebodyWhoOptsOutThenNoSignalTellsOfThemAndWhoOptsInIsThereAgain() {
        alice.goOnline();
        rig = Rig.withPeople(sim, PeopleSettings.DEFAULT);
        Rig.Changes online = watch(alice.id(), "online", "");
        awaitNow(online, true);
        consent(Consent.OUT);
        awaitNow(online, false);
        alice.goIdle();
        bob.goOnline();
        awaitNow(watch(bob.id(), "online", ""), true);
        assertThat(online.on()).isFalse();
        consent(Consent.NONE);
        awaitNow(online, true);
    }

    @Test
    void givenMorePeopleOnlineThanAreKeptThenNobodyIsSaidToBeOffline() {
        alice.goOnline();
        bob.goOnline();
        rig = Rig.withPeople(sim, new PeopleSettings(Enabled.AUTO, 2, Users.ALL, Set.of())); // the bot is one
        Rig.Changes her = watch(alice.id(), "online", "");
        Rig.Changes him = watch(bob.id(), "online", "");
        rig.await("one of them is not known", () -> her.stale() != him.stale());
        assertThat((her.stale() ? him : her).on()).isTrue();
    }

    @Test
    void givenSomebodyForWhomThereIsNoRoomWhenTheyComeOnlineThenTheyAreNotSaidToBeOffline() {
        alice.goOnline();
        rig = Rig.withPeople(sim, new PeopleSettings(Enabled.AUTO, 2, Users.ALL, Set.of())); // the bot is one
        Rig.Changes him = watch(bob.id(), "online", "");
        awaitNow(him, false);
        bob.goOnline();
        rig.await("nobody knows", him::stale);
    }

    @Test
    void givenABotWithoutTheIntentsThenTheSignalsAreStaleAndTheRuleIsSaidOnceWithWhatToDo() {
        sim.access().withdraw(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
        alice.goOnline();
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, PeopleSettings.DEFAULT, Rig.IMPATIENT);
        Rig.Changes online = watch(alice.id(), "online", "");
        rig.discord.start();
        rig.await("settled", () -> rig.view().settled());
        rig.await("said", () -> log.count("rule_needs_presence") == 1);
        assertThat(log.value("rule_needs_presence", "rule"))
                .hasToString("online:user:" + Long.toUnsignedString(alice.id()));
        assertThat(log.value("rule_needs_presence", "hint")).asString().contains("Presence Intent");
        assertThat(online.on()).isFalse();
        assertThat(online.stale()).isTrue();
        home.join(alice, lounge);
        rig.awaitUsers(1);
        sim.forgetSessions();
        sim.dropConnections();
        sim.awaitIdentifies(2, Rig.DEADLINE);
        rig.awaitReady(true);
        assertThat(log.count("rule_needs_presence")).isEqualTo(1);
    }

    private Rig.Changes watch(long user, String word, String end) {
        return rig.watch(word + ":user:" + Long.toUnsignedString(user) + end);
    }

    private void awaitNow(Rig.Changes changes, boolean on) {
        rig.await(on ? "on" : "off", () -> changes.on() == on && !changes.stale());
    }

    private void consent(Consent consent) {
        rig.onLoop(() -> {
            rig.guilds.consent(alice.id(), consent);
            return true;
        });
    }
}
