package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.sim.ManualClock;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is believed of people when the connection is lost and comes back, with the real JDA. */
class DiscordPeopleLinkTest extends DiscordPeople {

    @Test
    void givenALostConnectionWhenSomethingHappensMeanwhileThenTheResumeTellsAndNobodyIsAskedForAgain() {
        home.addMembers("user", LARGE);
        home.addMember(alice);
        home.addMember(bob);
        connect();
        sim.refuseConnections(true);
        rig.awaitReady(false);
        assertThat(rig.people().state()).isEqualTo(People.State.AVAILABLE);
        alice.does(SimActivity.playing("Go"));
        home.removeMember(bob);
        sim.refuseConnections(false);
        awaitStatus(alice, Status.ONLINE);
        awaitGone(bob);
        assertThat(sim.resumes()).isEqualTo(1);
        assertThat(sim.identifies()).isEqualTo(1);
        assertThat(memberRequests()).hasSize(1);
    }

    @Test
    void givenALostSessionThenTheFreshOneTellsWhoIsGoneAndWhoIsOfflineInSmallGuildsAndLargeOnes() {
        List<SimUser> large = home.addMembers("user", LARGE);
        SimUser leaver = large.get(3);
        SimUser sleeper = large.get(LARGE - 1);
        sleeper.goOnline();
        club.addMember(alice);
        club.addMember(bob);
        alice.goOnline();
        connect();
        sim.quietly(() -> {
            home.removeMember(leaver);
            sleeper.goOffline();
            alice.goOffline();
            club.removeMember(bob);
        });
        sim.invalidateSessions(false);
        awaitStatus(alice, Status.OFFLINE);
        awaitGone(bob);
        awaitStatus(sleeper, Status.OFFLINE);
        awaitGone(leaver);
        assertThat(sim.identifies()).isEqualTo(2);
        assertThat(told())
                .containsExactlyInAnyOrder("alice OFFLINE", "bob gone", sleeper + " OFFLINE", leaver + " gone");
    }

    @Test
    void givenAGuildTheBotWasThrownOutOfMeanwhileThenItsPeopleAreGone() {
        club.addMember(bob);
        home.addMember(alice);
        connect();
        sim.quietly(club::kickBot);
        sim.invalidateSessions(false);
        awaitGone(bob);
        assertThat(knows(alice)).isTrue();
    }

    @Test
    void givenAListAskedForTooSoonThenItIsAskedForAgainWhenDiscordAllowsIt() throws IOException {
        ManualClock clock = new ManualClock();
        try (SimDiscord slow = SimDiscord.builder()
                .grantPrivilegedIntents()
                .memberRequestWindow(Duration.ofSeconds(1))
                .clock(clock)
                .start()) {
            SimGuild guild = slow.guild("Home");
            SimUser leaver = guild.addMembers("user", LARGE).getFirst();
            rig = Rig.withPeople(slow, PeopleSettings.DEFAULT);
            slow.quietly(() -> guild.removeMember(leaver));
            slow.invalidateSessions(false);
            rig.await("too soon", () -> rig.guilds.peopleCounts().rateLimited() > 0);
            assertThat(knows(leaver)).isTrue();
            clock.advance(Duration.ofSeconds(1));
            awaitGone(leaver);
            assertThat(rig.people().size()).isEqualTo(LARGE);
            closeTheRig();
            rig = null;
        }
    }
}
