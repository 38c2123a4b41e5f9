package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.Hidden;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.PeopleSettings;
import dev.porchlight.bridge.guilds.PeopleSettings.Enabled;
import dev.porchlight.bridge.guilds.PeopleSettings.Users;
import dev.porchlight.bridge.guilds.Person.Platform;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.guilds.VoiceSettings;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimStatus;
import dev.porchlight.sim.discord.SimUser;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is known and what of them, through the real JDA, while the connection holds. */
class DiscordPeopleTest extends DiscordPeople {

    private static final SimActivity SONG =
            SimActivity.spotify("Song", "A; B", "Album", "track", "cover", Instant.EPOCH, Duration.ofMinutes(3));

    @Test
    void givenTheTwoIntentsWhenItStartsThenTheyAreAskedForAndEverybodyIsKnown() {
        home.addMember(bob);
        home.addMember(alice);
        alice.setStatus(
                SimStatus.DND, Map.of(SimPlatform.DESKTOP, SimStatus.DND, SimPlatform.MOBILE, SimStatus.ONLINE));
        alice.does(SimActivity.playing("Celeste").details("Chapter 3"), SimActivity.custom("tea", "🍵"));
        alice.setAvatar("a_1234");
        connect();
        assertThat(sim.lastIdentify()).containsEntry("intents", 1 | 1 << 1 | 1 << 7 | 1 << 8);
        assertThat(person(alice).status()).isEqualTo(Status.DND);
        assertThat(person(alice).clients()).isEqualTo(Platform.DESKTOP.bit() | Platform.MOBILE.bit());
        assertThat(user(alice)).containsEntry("username", "alice").containsEntry("avatar", "a_1234");
        assertThat(activities(alice)).contains("Celeste", "Chapter 3", "tea");
        assertThat(person(bob).status()).isEqualTo(Status.OFFLINE);
        assertThat(activities(bob)).isEqualTo("[]");
        assertThat(knows(sim.bot())).as("a bot is somebody too").isTrue();
        assertThat(memberRequests()).as("small guilds bring everybody along").isEmpty();
    }

    @Test
    void givenLargeGuildsThenEachIsAskedForOnceAndOneAtATime() {
        home.addMembers("home", LARGE);
        club.addMembers("club", LARGE);
        List<SimUser> both = club.addMembers("home", 10);
        SimUser last = both.getLast();
        last.goIdle();
        connect();
        assertThat(rig.people().size()).isEqualTo(2 * LARGE + 1);
        assertThat(memberRequests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("query", "")
                        .containsEntry("limit", 0)
                        .containsEntry("presences", true));
        assertThat(memberRequests())
                .extracting(request -> request.get("guild_id"))
                .containsExactlyInAnyOrder(String.valueOf(home.id()), String.valueOf(club.id()));
        assertThat(person(last).status()).isEqualTo(Status.IDLE);
        assertThat(rig.people().online()).as("the last of them and the bot").isEqualTo(2);
        assertThat(rig.guilds.peopleCounts().lists()).isEqualTo(2);
    }

    @Test
    void givenAChangeWhenItComesOncePerGuildThenItIsToldOnce() {
        home.addMember(alice);
        club.addMember(alice);
        connect();
        alice.goOnline();
        alice.does(SONG);
        alice.goOffline();
        awaitStatus(alice, Status.OFFLINE);
        home.addMember(bob);
        rig.await("bob", () -> knows(bob));
        assertThat(told()).containsExactly("alice ONLINE", "alice ONLINE", "alice OFFLINE", "bob OFFLINE");
    }

    @Test
    void givenMembersWhoComeAndGoThenTheyAreKnownAsLongAsTheyAreInOneGuild() {
        connect();
        bob.goDnd();
        home.addMember(bob);
        awaitStatus(bob, Status.DND);
        club.addMember(bob);
        home.addMember(alice);
        rig.await("alice", () -> knows(alice));
        home.removeMember(bob);
        club.member(alice).setNick("Al");
        home.removeMember(alice);
        bob.goIdle();
        awaitStatus(bob, Status.IDLE);
        assertThat(knows(alice)).isTrue();
        club.removeMember(alice);
        awaitGone(alice);
        club.removeMember(bob);
        awaitGone(bob);
        assertThat(told().getLast()).isEqualTo("bob gone");
    }

    @Test
    void givenAnIdentityThatChangesThenItIsRefreshedAndCleared() {
        home.addMember(alice);
        connect();
        alice.setGlobalName("Alice");
        alice.setAvatar("1234");
        alice.setPrimaryGuild(home.id(), "HOME", "badge");
        rig.await("refreshed", () -> user(alice).containsKey("primary_guild"));
        assertThat(user(alice)).containsEntry("global_name", "Alice").containsEntry("avatar", "1234");
        home.member(alice).setNick("Al").setAvatar("guild-only");
        alice.setAvatar(null);
        alice.setIdentity("primary_guild", null);
        rig.await("cleared", () -> !user(alice).containsKey("primary_guild"));
        assertThat(user(alice))
                .containsEntry("global_name", "Alice")
                .doesNotContainKey("avatar")
                .doesNotContainKey("nick");
        sim.bot().setUsername("Lamp");
        rig.await("the bot itself", () -> user(sim.bot()).get("username").equals("Lamp"));
    }

    @Test
    void givenSomebodyItHasNeverHeardOfWhenTheyComeOnlineThenItAsksWhoThatIs() {
        connect();
        sim.quietly(() -> home.addMember(alice));
        sim.quietly(() -> home.addMember(bob));
        alice.does(SimActivity.playing("Go"));
        bob.goIdle();
        awaitStatus(alice, Status.ONLINE);
        awaitStatus(bob, Status.IDLE);
        assertThat(activities(alice)).contains("Go");
        assertThat(user(alice)).containsEntry("username", "alice");
        assertThat(memberRequests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("user_ids", List.of(String.valueOf(alice.id()), String.valueOf(bob.id())))
                        .containsEntry("presences", true));
    }

    @Test
    void givenTheBotThrownOutThenWhoWasThereAloneIsGoneAndAnOutageKeepsEverybody() {
        home.addMember(alice);
        club.addMember(alice);
        club.addMember(bob);
        connect();
        club.unavailable();
        alice.goIdle();
        awaitStatus(alice, Status.IDLE);
        assertThat(knows(bob)).isTrue();
        club.available();
        bob.goDnd();
        awaitStatus(bob, Status.DND);
        club.kickBot();
        awaitGone(bob);
        assertThat(knows(alice)).isTrue();
    }

    @Test
    void givenGuildIdThenPeopleOfOtherGuildsAreUnknown() {
        home.addMember(alice);
        club.addMember(bob);
        VoiceSettings voice = new VoiceSettings(Set.of(home.id()), false, false, Home.STALE_AFTER);
        rig = new Rig(Rig.settings(sim), voice, PeopleSettings.DEFAULT, Rig.IMPATIENT);
        rig.discord.start();
        rig.await("known", () -> rig.people().state() == People.State.AVAILABLE);
        bob.goOnline();
        club.member(bob).setNick("B");
        alice.goOnline();
        awaitStatus(alice, Status.ONLINE);
        assertThat(knows(bob)).isFalse();
        assertThat(memberRequests()).isEmpty();
    }

    @Test
    void givenNoMoreRoomThenWhoIsOnlineIsKeptFirst() {
        List<SimUser> crowd = home.addMembers("user", 5);
        crowd.get(4).goOnline();
        try (LogEvents log = LogEvents.ours()) {
            connect(new PeopleSettings(Enabled.AUTO, 3, Users.ALL, Set.of()));
            assertThat(rig.people().size()).isEqualTo(3);
            assertThat(knows(crowd.get(4))).isTrue();
            SimUser leftOut =
                    crowd.stream().filter(user -> !knows(user)).findFirst().orElseThrow();
            leftOut.goDnd();
            awaitStatus(leftOut, Status.DND);
            assertThat(rig.people().size()).isEqualTo(3);
            assertThat(rig.people().online()).as("the bot is the third").isEqualTo(3);
            assertThat(told()).hasSize(2).first().asString().endsWith(" gone");
            assertThat(rig.guilds.peopleCounts().leftOut()).isGreaterThanOrEqualTo(4);
            assertThat(log.texts("people_left_out")).singleElement().asString().contains("presence.max-users");
        }
    }

    @Test
    void givenEverybodyOnlineAndNoMoreRoomThenNobodyIsAskedFor() {
        List<SimUser> crowd = home.addMembers("user", 4);
        crowd.forEach(SimUser::goOnline);
        connect(new PeopleSettings(Enabled.AUTO, 3, Users.ALL, Set.of()));
        SimUser known = crowd.stream().filter(this::knows).findFirst().orElseThrow();
        crowd.stream().filter(user -> !knows(user)).forEach(SimUser::goIdle);
        known.goDnd();
        awaitStatus(known, Status.DND);
        assertThat(rig.people().online()).isEqualTo(3);
        assertThat(memberRequests()).isEmpty();
    }

    @Test
    void whatIsHiddenIsKeptNowhere() {
        home.addMember(alice);
        home.addMember(bob);
        alice.setPrimaryGuild(home.id(), "HOME", "badge");
        alice.does(SONG, SimActivity.custom("tea", ""), SimActivity.playing("Go"));
        connect(new PeopleSettings(
                Enabled.AUTO,
                100,
                Users.ALL,
                EnumSet.of(Hidden.SPOTIFY, Hidden.CUSTOM_STATUS, Hidden.CLIENTS, Hidden.TAG)));
        assertThat(activities(alice)).contains("Go").doesNotContain("Spotify").doesNotContain("tea");
        assertThat(person(alice).clients()).isZero();
        assertThat(user(alice)).doesNotContainKey("primary_guild").containsKey("username");
        bob.does(SONG);
        awaitStatus(bob, Status.ONLINE);
        assertThat(activities(bob)).isEqualTo("[]");
        assertThat(person(bob).clients()).isZero();
    }
}
