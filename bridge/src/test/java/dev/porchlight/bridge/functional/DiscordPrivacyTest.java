package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Consent;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimUser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is seen and who is not, by what they said of it, with the real JDA. */
class DiscordPrivacyTest extends DiscordPeople {

    private static final PeopleSettings OPT_IN = new PeopleSettings(Enabled.AUTO, 100, Users.OPT_IN, Set.of());

    @Test
    void givenSomebodyWhoOptsOutThenTheyAreAtOnceNeitherKnownNorInVoiceAndStayAway() {
        home.join(alice, lounge);
        home.addMember(bob);
        club.addMember(alice);
        connect();
        Rig.Changes voice = rig.watch("voice");
        Rig.Changes hers = rig.watch("voice:user:" + alice.id());
        say(alice, Consent.OUT);
        assertThat(knows(alice)).isFalse();
        assertThat(rig.view().voiceUsers()).isZero();
        assertThat(voice.on()).isFalse();
        assertThat(hers.on()).isFalse();
        assertThat(told()).containsExactly("alice gone");
        alice.does(SimActivity.playing("Go"));
        alice.setGlobalName("Alice");
        home.selfMute(alice, true);
        home.leave(alice);
        home.join(alice, lounge);
        bob.goOnline();
        awaitStatus(bob, Status.ONLINE);
        assertThat(knows(alice)).isFalse();
        assertThat(rig.view().voiceUsers()).isZero();
        sim.invalidateSessions(false);
        sim.awaitIdentifies(2, Rig.DEADLINE);
        bob.goDnd();
        awaitStatus(bob, Status.DND);
        assertThat(knows(alice)).isFalse();
        assertThat(rig.view().voiceUsers()).isZero();
        assertThat(memberRequests()).isEmpty();
    }

    @Test
    void givenSomebodyWhoTakesItBackThenTheyAreThereAgainWithWhatIsTrueNow() {
        home.addMember(alice);
        home.addMember(bob);
        connect();
        say(alice, Consent.OUT);
        home.join(alice, lounge);
        alice.does(SimActivity.playing("Go"));
        bob.goIdle();
        awaitStatus(bob, Status.IDLE); // so what came before has come
        say(alice, Consent.NONE);
        rig.awaitUsers(1);
        awaitStatus(alice, Status.ONLINE);
        assertThat(activities(alice)).contains("Go");
    }

    @Test
    void givenOptInThenOnlyWhoSaidSoIsKnownAndVoiceIsAsEver() {
        List<SimUser> crowd = home.addMembers("user", LARGE);
        home.join(bob, lounge);
        home.addMember(alice);
        alice.goIdle();
        connect(OPT_IN);
        assertThat(rig.people().size()).isZero();
        rig.awaitUsers(1);
        crowd.getFirst().goOnline();
        say(alice, Consent.IN);
        awaitStatus(alice, Status.IDLE);
        assertThat(rig.people().size()).isEqualTo(1);
        say(alice, Consent.NONE);
        assertThat(knows(alice)).isFalse();
        assertThat(rig.view().voiceUsers()).isEqualTo(1);
        assertThat(told()).containsExactly("alice IDLE", "alice gone");
    }

    private void say(SimUser user, Consent consent) {
        rig.onLoop(() -> {
            rig.guilds.consent(user.id(), consent);
            return true;
        });
    }
}
