package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.Intent;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code presence.enabled} against what the developer portal grants, with the real JDA. */
class DiscordIntentsTest extends DiscordPeople {

    private static final int VOICE_ONLY = 1 | 1 << 7;

    private final LogEvents log = LogEvents.ours();

    @AfterEach
    void closeTheLog() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Intent.class,
            names = {"GUILD_MEMBERS", "GUILD_PRESENCES"})
    void givenAutoWhenOneOfTheIntentsIsMissingThenVoiceWorksAndTheLogSaysOnceWhatToDo(Intent missing) {
        home.join(alice, lounge);
        sim.access().withdraw(missing);
        connected(Enabled.AUTO);
        rig.awaitUsers(1);
        sim.invalidateSessions(false);
        sim.awaitIdentifies(2, Rig.DEADLINE);
        assertThat(sim.lastIdentify()).containsEntry("intents", VOICE_ONLY);
        assertThat(rig.people().state()).isEqualTo(People.State.UNAVAILABLE);
        assertThat(rig.people().size()).isZero();
        assertThat(log.count("presence_unavailable")).isEqualTo(1);
        assertThat(log.texts("presence_unavailable").getFirst())
                .contains("Presence Intent")
                .contains("Server Members Intent")
                .contains("https://discord.com/developers/applications");
    }

    @Test
    void givenFalseThenNothingIsAskedForAndNothingSaid() {
        home.addMember(alice);
        connected(Enabled.FALSE);
        assertThat(sim.lastIdentify()).containsEntry("intents", VOICE_ONLY);
        assertThat(sim.restCalls()).noneMatch(call -> call.path().contains("applications"));
        assertThat(rig.people().state()).isEqualTo(People.State.UNAVAILABLE);
        assertThat(log.count("presence_unavailable")).isZero();
    }

    @Test
    void givenTrueWhenTheIntentsAreMissingThenItSaysWhatToSwitchOnAndDoesNotTryAgain() throws Exception {
        sim.access().withdraw(Intent.GUILD_PRESENCES);
        start(Enabled.TRUE);
        assertThat(rig.fatal.poll(15, TimeUnit.SECONDS)).contains("Presence Intent", "Server Members Intent");
    }

    @Test
    void givenTrueWhenTheyAreGrantedThenTheFlagsAreNotAskedFor() {
        home.addMember(alice);
        connected(Enabled.TRUE);
        rig.await("alice", () -> knows(alice));
        assertThat(sim.restCalls()).noneMatch(call -> call.path().contains("applications"));
    }

    @Test
    void givenAutoWhenTheIntentsAreWithdrawnInMidSessionThenItGoesOnWithoutPeople() {
        home.join(alice, lounge);
        connect();
        assertThat(knows(alice)).isTrue();
        sim.access().withdraw(Intent.GUILD_PRESENCES, Intent.GUILD_MEMBERS);
        sim.closeSessions(4014);
        rig.await("without", () -> rig.people().state() == People.State.UNAVAILABLE);
        rig.awaitReady(true);
        assertThat(knows(alice)).isFalse();
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(rig.fatal).isEmpty();
        assertThat(sim.lastIdentify()).containsEntry("intents", VOICE_ONLY);
        assertThat(log.count("presence_unavailable")).isEqualTo(1);
        assertThat(told()).contains("alice gone");
    }

    private void start(Enabled enabled) {
        PeopleSettings people = new PeopleSettings(enabled, 100, Users.ALL, Set.of());
        rig = new Rig(Rig.settings(sim), VoiceSettings.DEFAULT, people, Rig.IMPATIENT);
        rig.discord.start();
    }

    private void connected(Enabled enabled) {
        start(enabled);
        rig.await("settled", () -> rig.view().settled());
    }
}
