package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What signals tell of presences, and when that is known. */
class PresenceSignalsTest {

    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final Duration ALMOST = AFTER.minusMillis(1);
    private static final long HOME = 10;
    private static final long CLUB = 20;

    private final LogEvents log = LogEvents.all();
    private final MovableTime time = new MovableTime();
    private final Home home = new Home(time, AFTER);
    private final Heard heard = new Heard();

    @AfterEach
    void close() {
        log.close();
    }

    /** 1 is online at HOME and plays, 2 is idle in both and listens, 3 is dnd in CLUB; everybody else is offline. */
    private void givenTwoGuilds() {
        edit(e -> {
            e.ready(Set.of(HOME, CLUB));
            e.presencesOn();
            bothGuilds(e);
            e.presence(HOME, 1, Presence.ONLINE | Presence.PLAYING);
            e.presence(HOME, 2, Presence.IDLE | Presence.LISTENING);
            e.presence(CLUB, 2, Presence.IDLE | Presence.LISTENING);
            e.presence(CLUB, 3, Presence.DND);
            e.presencesKnown(HOME, true);
            e.presencesKnown(CLUB, true);
        });
    }

    private static void bothGuilds(HomeEdit e) {
        e.guild(HOME, "Home", Map.of(), List.of());
        e.guild(CLUB, "Club", Map.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "online:user:1 | on",
                "online:user:2 | on",
                "online:user:3 | on",
                "online:user:4 | off",
                "status:user:1:online | on",
                "status:user:1:idle | off",
                "status:user:2:idle | on",
                "status:user:2:online | off",
                "status:user:3:dnd | on",
                "status:user:3:offline | off",
                "status:user:4:offline | on",
                "status:user:4:dnd | off",
                "playing:user:1 | on",
                "playing:user:2 | off",
                "playing:user:4 | off",
                "listening:user:2 | on",
                "listening:user:1 | off",
                "online:user:1 & !playing:user:1 | off",
                "voice, online:user:3 | on"
            })
    void givenPeopleWhoAreKnown(String rule, String expected) {
        givenTwoGuilds();
        assertThat(now(rule)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // at HOME alone, who is not known there may be online or not
                "online:user:1 | on, stale",
                "playing:user:1 | on, stale",
                "status:user:1:offline | off, stale",
                "online:user:4 | off, stale",
                "status:user:4:offline | on, stale",
                // one person has one presence: any guild that is vouched for will do
                "online:user:2 | on",
                "status:user:2:dnd | off",
                "playing:user:2 | off",
                "online:user:3 | on",
                // rules
                "!online:user:4 | on, stale",
                "online:user:2, online:user:4 | on",
                "status:user:2:dnd & online:user:4 | off"
            })
    void givenAGuildInTheDarkForLong(String rule, String expected) {
        givenTwoGuilds();
        watch(rule);
        edit(e -> e.guildUnavailable(HOME));
        assertThat(heard.told()).isEmpty();
        time.pass(AFTER);
        assertThat(now(rule)).isEqualTo(expected);
        assertThat(heard.told()).hasSize(expected.contains("stale") ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"online:user:1", "online:user:4", "status:user:3:dnd", "status:user:4:offline"})
    void givenDiscordAwayForLongThenNothingIsKnownUntilItResumes(String rule) {
        givenTwoGuilds();
        String before = now(rule);
        watch(rule);
        edit(HomeEdit::away);
        time.pass(ALMOST);
        assertThat(heard.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(heard.told()).containsExactly(before + ", stale");
        edit(HomeEdit::resumed);
        assertThat(heard.told()).containsExactly(before + ", stale", before);
    }

    @Test
    void givenAFreshSessionThenNothingBlinksWhileItIsToldAnew() {
        givenTwoGuilds();
        watch("online:user:1, online:user:3");
        Heard offline = new Heard();
        home.watch(Rule.parse("status:user:4:offline"), Delays.NONE, offline);
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(PresenceSignalsTest::bothGuilds);
        time.pass(ALMOST);
        edit(e -> e.presencesKnown(HOME, true));
        edit(e -> e.presencesKnown(CLUB, true));
        time.pass(AFTER);
        assertThat(heard.told()).isEmpty();
        assertThat(offline.told()).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenAFreshSessionThatNeverTellsOfPresencesThenTheyLapse() {
        givenTwoGuilds();
        watch("online:user:1");
        Heard offline = new Heard();
        home.watch(Rule.parse("online:user:4"), Delays.NONE, offline);
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(PresenceSignalsTest::bothGuilds);
        time.pass(AFTER);
        assertThat(heard.told()).containsExactly("on, stale");
        assertThat(offline.told()).containsExactly("off, stale");
        edit(e -> e.presence(HOME, 1, Presence.DND));
        assertThat(heard.told()).as("who is told is known again").containsExactly("on, stale", "on");
        edit(e -> e.presencesKnown(HOME, true));
        assertThat(offline.told()).as("they may be online in the other").containsExactly("off, stale");
        edit(e -> e.presencesKnown(CLUB, true));
        assertThat(offline.told()).containsExactly("off, stale", "off");
    }

    @Test
    void givenDiscordAwayForLongWhenAFreshSessionComesThenNothingIsKnownUntilItHasBeenTold() {
        givenTwoGuilds();
        watch("online:user:1");
        Heard offline = new Heard();
        home.watch(Rule.parse("online:user:4"), Delays.NONE, offline);
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(PresenceSignalsTest::bothGuilds);
        assertThat(heard.told()).containsExactly("on, stale");
        assertThat(offline.told()).containsExactly("off, stale");
        edit(e -> {
            e.presence(HOME, 1, Presence.ONLINE);
            e.presencesKnown(HOME, true);
            e.presencesKnown(CLUB, true);
        });
        assertThat(heard.told()).containsExactly("on, stale", "on");
        assertThat(offline.told()).containsExactly("off, stale", "off");
    }

    @Test
    void givenAFreshSessionThatDoesNotTellThenPresencesAreVouchedForFromTheLossOfTheLinkOn() {
        givenTwoGuilds();
        watch("online:user:1");
        edit(HomeEdit::away);
        time.pass(Duration.ofMinutes(3));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(PresenceSignalsTest::bothGuilds);
        time.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(heard.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(heard.told()).containsExactly("on, stale");
    }

    @Test
    void givenPeopleWhoWereOnlineThenThoseToldAgainAsOnlineAreOnlineThroughoutAndTheOthersGoOff() {
        givenTwoGuilds();
        watch("online:user:1");
        Heard other = new Heard();
        home.watch(Rule.parse("online:user:3"), Delays.NONE, other);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(PresenceSignalsTest::bothGuilds);
        edit(e -> {
            e.presence(HOME, 1, Presence.ONLINE);
            e.presence(CLUB, 3, Presence.OFFLINE);
            e.presencesKnown(HOME, true);
            e.presencesKnown(CLUB, true);
        });
        assertThat(heard.told()).isEmpty();
        assertThat(other.told()).containsExactly("off");
    }

    @Test
    void givenTwoGuildsThenTheLastWordOfEitherCounts() {
        givenTwoGuilds();
        watch("status:user:2:idle");
        Heard dnd = new Heard();
        home.watch(Rule.parse("status:user:2:dnd"), Delays.NONE, dnd);
        edit(e -> e.presence(CLUB, 2, Presence.DND));
        edit(e -> e.presence(HOME, 2, Presence.DND));
        assertThat(heard.told()).containsExactly("off");
        assertThat(dnd.told()).containsExactly("on");
        edit(e -> e.presence(HOME, 2, Presence.OFFLINE));
        assertThat(dnd.told()).containsExactly("on", "off");
    }

    @Test
    void givenSomebodyInTwoGuildsWhenTheyLeaveOneThenTheOtherStillKnowsThem() {
        givenTwoGuilds();
        watch("online:user:2");
        edit(e -> e.presenceGone(HOME, 2));
        assertThat(heard.told()).isEmpty();
        edit(e -> e.presenceGone(CLUB, 2));
        assertThat(heard.told()).containsExactly("off");
    }

    @Test
    void givenAGuildThatTheBotLeavesThenItsPeopleAreGoneAndNothingIsLeftUnknown() {
        givenTwoGuilds();
        watch("online:user:1");
        edit(e -> e.guildUnavailable(HOME));
        time.pass(AFTER);
        edit(e -> e.guildGone(HOME));
        assertThat(heard.told()).containsExactly("on, stale", "off");
    }

    @Test
    void givenANewGuildThenNobodyIsKnownToBeOfflineUntilItHasTold() {
        givenTwoGuilds();
        watch("online:user:4");
        edit(e -> e.guild(30, "New", Map.of(), List.of()));
        edit(e -> e.presencesKnown(30, false));
        assertThat(heard.told()).containsExactly("off, stale");
        edit(e -> e.presencesKnown(30, true));
        assertThat(heard.told()).containsExactly("off, stale", "off");
    }

    @Test
    void givenMorePeopleThanAreKeptThenWhoIsOnlineIsKnownAndWhoIsNotThereIsNot() {
        givenTwoGuilds();
        edit(e -> e.presencesKnown(HOME, false));
        assertThat(now("online:user:1")).isEqualTo("on");
        assertThat(now("online:user:4")).isEqualTo("off, stale");
    }

    @Test
    void givenNoPresencesToBeHadThenNothingIsKnownOfAnybodyAndEachRuleIsSaidOnce() {
        edit(e -> {
            e.ready(Set.of(HOME, CLUB));
            bothGuilds(e);
            e.presencesKnown(HOME, true);
            e.presencesKnown(CLUB, true);
        });
        watch("online:user:1");
        assertThat(now("online:user:1")).isEqualTo("off, stale");
        assertThat(log.count("rule_needs_presence"))
                .as("nobody has decided yet")
                .isZero();
        edit(e -> e.presencesOff("turn them on"));
        edit(e -> e.presencesOff("turn them on"));
        home.watch(Rule.parse("voice & !online:user:1"), Delays.NONE, new Heard());
        home.watch(Rule.parse("voice & !online:user:1"), Delays.NONE, new Heard())
                .close();
        home.watch(Rule.parse("voice"), Delays.NONE, new Heard());
        assertThat(log.count("rule_needs_presence")).isEqualTo(2);
        assertThat(log.value("rule_needs_presence", "rule")).asString().isEqualTo("voice & !online:user:1");
        assertThat(log.value("rule_needs_presence", "hint")).asString().isEqualTo("turn them on");
        assertThat(now("online:user:1")).isEqualTo("off, stale");
        assertThat(now("status:user:1:offline")).isEqualTo("on, stale");
        assertThat(now("voice & !online:user:1")).as("nobody is in voice").isEqualTo("off");
        assertThat(now("voice")).isEqualTo("off");
    }

    @Test
    void givenPresencesThatAreNoLongerToBeHadThenTheLastOnesAreHeldAsStale() {
        givenTwoGuilds();
        watch("online:user:1");
        edit(e -> e.presencesOff("turn them on"));
        assertThat(heard.told()).containsExactly("on, stale");
        edit(HomeEdit::presencesOn);
        assertThat(now("online:user:1")).as("not told since").isEqualTo("on, stale");
        edit(e -> e.presence(HOME, 1, Presence.ONLINE));
        assertThat(heard.told()).containsExactly("on, stale", "on");
    }

    @Test
    void givenAFloodOfRulesThatCannotBeKnownThenTheLogIsNotFlooded() {
        edit(e -> e.presencesOff("turn them on"));
        for (int user = 1; user <= 1_000; user++) {
            home.watch(Rule.parse("online:user:" + user), Delays.NONE, new Heard())
                    .close();
        }
        assertThat(log.count("rule_needs_presence")).isEqualTo(Presences.MAX_SAID);
    }

    @Test
    void givenPeopleNobodyWatchesThenTheirChangesTouchNoWatch() {
        givenTwoGuilds();
        watch("online:user:1");
        edit(e -> e.presence(HOME, 77, Presence.ONLINE));
        edit(e -> e.presence(99, 1, Presence.OFFLINE));
        assertThat(heard.told()).isEmpty();
    }

    private void watch(String rule) {
        home.watch(Rule.parse(rule), Delays.NONE, heard);
    }

    private String now(String rule) {
        Watch watch = home.watch(Rule.parse(rule), Delays.NONE, new Heard());
        return (watch.on() ? "on" : "off") + (watch.stale() ? ", stale" : "");
    }

    private void edit(Consumer<HomeEdit> edit) {
        home.change(time.nanoTime(), edit);
    }
}
