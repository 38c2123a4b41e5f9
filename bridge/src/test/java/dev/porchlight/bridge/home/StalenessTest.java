package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is held while Discord or a guild is away, and from when on nobody vouches for it. */
class StalenessTest {

    private static final Duration AFTER = Duration.ofMinutes(5);
    private static final Duration ALMOST = AFTER.minusMillis(1);
    private static final long HOME = 10;
    private static final long CLUB = 20;

    private final MovableTime time = new MovableTime();
    private final Heard voice = new Heard();
    private final Heard offline = new Heard();
    private Home home;

    @Test
    void givenDiscordAwayWhenStaleAfterHasPassedThenTheRuleIsStaleAndItsValueStaysForEver() {
        edit(HomeEdit::away);
        time.pass(ALMOST);
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.told()).containsExactly("on, stale");
        time.pass(Duration.ofDays(3));
        assertThat(voice.told()).containsExactly("on, stale");
        assertThat(home.view().voiceUsers()).isEqualTo(2);
        assertThat(home.view().stale()).isTrue();
        assertThat(home.view().discordReady()).isFalse();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenAStaleRuleWhenTheSessionResumesThenItIsKnownAgain() {
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(HomeEdit::resumed);
        assertThat(voice.told()).containsExactly("on, stale", "on");
        assertThat(home.view().voiceUsers()).isEqualTo(2);
    }

    @Test
    void givenAStaleRuleWhenAFreshSessionBringsTheGuildsThenItIsKnownAsSoonAsOneWithSomebodyIsThere() {
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(voice.told()).containsExactly("on, stale");
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of(Voice.of(CLUB, 21, 5))));
        assertThat(voice.told()).containsExactly("on, stale", "on");
    }

    @Test
    void givenAStaleRuleWhenEveryGuildComesBackEmptyThenItIsKnownToBeOff() {
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of()));
        assertThat(voice.told()).containsExactly("on, stale", "off");
    }

    @Test
    void givenDiscordBackBeforeStaleAfterWhenTheTimeComesThenNothingIsStale() {
        edit(HomeEdit::away);
        time.pass(ALMOST);
        edit(HomeEdit::resumed);
        time.pass(AFTER);
        assertThat(voice.told()).isEmpty();
        edit(HomeEdit::away);
        time.pass(ALMOST);
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.told()).containsExactly("on, stale");
    }

    @Test
    void givenALossThatIsToldAgainAndAgainThenTheTimeCountsFromTheFirst() {
        edit(HomeEdit::away);
        for (int minute = 1; minute < 5; minute++) {
            time.pass(Duration.ofMinutes(1));
            edit(HomeEdit::away);
        }
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMinutes(1));
        assertThat(voice.told()).containsExactly("on, stale");
    }

    @Test
    void givenSomebodyHeldInAGuildThatLapsedWhenTheyAreSeenElsewhereAnotherWayThenNothingIsKnownThatIsNotShown() {
        Heard unmuted = new Heard();
        home.watch(Signal.parse("unmuted:user:1"), unmuted);
        edit(e -> e.guildUnavailable(HOME));
        time.pass(AFTER);
        edit(e -> e.voice(new Voice(CLUB, 21, 1, false, false, true, false, false, false, false)));
        assertThat(unmuted.told()).containsExactly("on, stale");
    }

    @Test
    void givenDiscordThatNeverCameThenWhatNobodyEverSaidIsStaleAfterTheSameTime() {
        home = new Home(time, AFTER);
        home.watch(Signal.parse("voice"), voice);
        time.pass(Duration.ofHours(1));
        edit(HomeEdit::withoutDiscord);
        assertThat(voice.told()).containsExactly("off, stale");
    }

    @Test
    void givenAFreshSessionWhenItsGuildsHaveYetToComeThenTheirPeopleAreHeldAndTheOtherGuildIsGone() {
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of(HOME)));
        assertThat(home.view().guilds()).containsExactly(new HomeView.GuildView(HOME, "Home", false, 1));
        assertThat(home.view().stale()).isTrue();
        assertThat(voice.told()).isEmpty();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of(Voice.of(HOME, 11, 3))));
        assertThat(voice.told()).isEmpty();
        assertThat(home.view().stale()).isFalse();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(voice.told()).containsExactly("off");
    }

    @Test
    void givenAFreshSessionWhenAGuildDoesNotComeThenItsStalenessCountsFromTheLossOfTheLink() {
        edit(HomeEdit::away);
        time.pass(Duration.ofMinutes(3));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of()));
        time.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.told()).containsExactly("on, stale");
    }

    @Test
    void givenAGuildInAnOutageWhenItIsOverThenWhoLeftMeanwhileIsGone() {
        edit(e -> e.guildUnavailable(HOME));
        assertThat(home.view().guilds().getFirst()).isEqualTo(new HomeView.GuildView(HOME, "Home", false, 1));
        assertThat(home.view().discordReady()).isTrue();
        assertThat(home.view().stale()).isTrue();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(home.view().stale()).isFalse();
    }

    @Test
    void givenOneGuildInAnOutageWhenStaleAfterHasPassedThenThatGuildAloneIsStale() {
        Heard atHome = new Heard();
        Heard atClub = new Heard();
        home.watch(Signal.parse("voice:guild:10"), atHome);
        home.watch(Signal.parse("voice:guild:20"), atClub);
        edit(e -> e.guildUnavailable(HOME));
        time.pass(Duration.ofMinutes(1));
        edit(e -> e.guildUnavailable(HOME));
        time.pass(Duration.ofMinutes(4));
        assertThat(home.view().guilds())
                .containsExactly(
                        new HomeView.GuildView(HOME, "Home", false, 1), new HomeView.GuildView(CLUB, "Club", true, 1));
        assertThat(atHome.told()).containsExactly("on, stale");
        assertThat(atClub.told()).isEmpty();
        assertThat(voice.told()).as("somebody is in the other guild").isEmpty();
        edit(e -> e.left(CLUB, 2));
        assertThat(voice.told()).containsExactly("on, stale");
        edit(e -> e.guildGone(HOME));
        assertThat(voice.told()).containsExactly("on, stale", "off");
        assertThat(atHome.told()).containsExactly("on, stale", "off");
    }

    @Test
    void givenAGuildFreshForLongWhenItsOutageBeginsThenStalenessCountsFromThere() {
        time.pass(Duration.ofHours(1));
        edit(e -> e.guildUnavailable(HOME));
        edit(e -> e.guildUnavailable(CLUB));
        time.pass(ALMOST);
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.told()).containsExactly("on, stale");
    }

    @Test
    void givenALinkUpForLongWhenAFreshReadyComesWithoutALossThenStalenessCountsFromThere() {
        time.pass(Duration.ofHours(1));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        time.pass(ALMOST);
        assertThat(voice.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.told()).containsExactly("on, stale");
    }

    @Test
    void givenAnOutageOfAGuildAndOfTheLinkWhenTheLinkResumesThenTheGuildGoesStale() {
        Heard atHome = new Heard();
        home.watch(Signal.parse("voice:guild:10"), atHome);
        edit(e -> e.guildUnavailable(HOME));
        edit(HomeEdit::away);
        edit(HomeEdit::resumed);
        time.pass(AFTER);
        assertThat(atHome.told()).containsExactly("on, stale");
        assertThat(voice.told()).isEmpty();
    }

    @Test
    void givenALinkThatLapsedWhenItResumesThenAGuildInAnOutageStaysStale() {
        Heard atHome = new Heard();
        home.watch(Signal.parse("voice:guild:10"), atHome);
        edit(e -> e.guildUnavailable(HOME));
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(HomeEdit::resumed);
        assertThat(atHome.told()).containsExactly("on, stale");
        assertThat(voice.told()).containsExactly("on, stale", "on");
    }

    @Test
    void givenAStaleRuleWhenChangesAreReplayedBeforeTheResumeThenTheValueFollowsAndStaysStaleUntilThen() {
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.left(HOME, 1));
        edit(e -> e.left(CLUB, 2));
        assertThat(voice.told()).containsExactly("on, stale", "off, stale");
        edit(e -> e.voice(Voice.of(CLUB, 21, 4)));
        edit(e -> e.guild(30, "New", Map.of(), List.of(Voice.of(30, 31, 5))));
        assertThat(home.view().voiceUsers()).isEqualTo(2);
        assertThat(voice.told()).containsExactly("on, stale", "off, stale", "on, stale");
        edit(HomeEdit::resumed);
        assertThat(voice.told()).containsExactly("on, stale", "off, stale", "on, stale", "on");
    }

    @Test
    void givenAFreshSessionAfterALongLossWhenItNamesANewGuildThenThatIsNotKnownUntilItComes() {
        Heard there = new Heard();
        home.watch(Signal.parse("voice:guild:30"), there);
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(HOME, CLUB, 30L)));
        time.pass(Duration.ofSeconds(1));
        assertThat(there.told()).containsExactly("off, stale");
        edit(e -> e.guild(30, "New", Map.of(), List.of()));
        assertThat(there.told()).containsExactly("off, stale", "off");
    }

    @Test
    void givenAFreshSessionAfterAShortLossWhenANewGuildDoesNotComeThenItsStalenessCountsFromTheLoss() {
        Heard there = new Heard();
        home.watch(Signal.parse("voice:guild:30"), there);
        edit(HomeEdit::away);
        time.pass(Duration.ofMinutes(3));
        edit(e -> e.ready(Set.of(HOME, CLUB, 30L)));
        time.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(there.told()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(there.told()).containsExactly("off, stale");
    }

    @Test
    void givenALapsedGuildWhenItIsReplayedWhileTheLinkIsDownThenItIsKnownOnlyOnceTheLinkIsUp() {
        Heard atHome = new Heard();
        home.watch(Signal.parse("voice:guild:10"), atHome);
        edit(e -> e.guildUnavailable(HOME));
        time.pass(AFTER);
        edit(HomeEdit::away);
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of(Voice.of(HOME, 11, 1))));
        assertThat(atHome.told()).containsExactly("on, stale");
        edit(HomeEdit::resumed);
        assertThat(atHome.told()).containsExactly("on, stale", "on");
    }

    @Test
    void givenALapsedGuildThatIsGoneThenTheCountsStayRight() {
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(CLUB)));
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of(Voice.of(CLUB, 21, 2))));
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(voice.told()).containsExactly("on, stale", "on");
        edit(e -> e.left(CLUB, 2));
        assertThat(voice.told()).containsExactly("on, stale", "on", "off");
    }

    @Test
    void offlineIsTrueWheneverTheSessionIsNotReady() {
        edit(HomeEdit::away);
        edit(HomeEdit::away);
        edit(HomeEdit::resumed);
        edit(e -> e.guildUnavailable(HOME));
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of()));
        assertThat(offline.values()).containsExactly(true, false, true, false);
        assertThat(new Home(time, AFTER).watch(new Signal.Offline(), offline).on())
                .isTrue();
    }

    @Test
    void settledWaitsForEveryGuildOfTheFirstReady() {
        home = new Home(time, AFTER);
        int[] told = {0};
        home.onSettled(() -> {
            throw new IllegalStateException("on purpose");
        });
        home.onSettled(() -> told[0]++);
        edit(e -> e.ready(Set.of(HOME, CLUB, 30L)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        edit(e -> e.guildGone(30));
        assertThat(home.settled()).isFalse();
        edit(e -> e.guildUnavailable(CLUB));
        assertThat(home.settled()).isTrue();
        assertThat(home.view().settled()).isTrue();
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        assertThat(home.settled()).isTrue();
        home.onSettled(() -> told[0]++);
        assertThat(told[0]).isEqualTo(2);
    }

    @Test
    void settledWaitsThreeSecondsForAGuildThatStaysSilent() {
        home = new Home(time, AFTER);
        int[] told = {0};
        home.onSettled(() -> told[0]++);
        time.pass(Duration.ofMinutes(1));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        time.pass(Duration.ofSeconds(2));
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        time.pass(Duration.ofMillis(999));
        assertThat(home.settled()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(home.view().settled()).isTrue();
        assertThat(told[0]).isEqualTo(1);
        time.pass(AFTER);
        assertThat(told[0]).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void settledWaitsAgainForAGuildThatAFreshReadyNamesAfterItsOutage() {
        home = new Home(time, AFTER);
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guildUnavailable(CLUB));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(home.settled()).isFalse();
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of()));
        assertThat(home.settled()).isTrue();
    }

    @Test
    void settledIsAtOnceWithoutGuildsAndWithoutDiscord() {
        home = new Home(time, AFTER);
        edit(e -> e.ready(Set.of()));
        assertThat(home.settled()).isTrue();
        home = new Home(time, AFTER);
        edit(HomeEdit::withoutDiscord);
        assertThat(home.settled()).isTrue();
        assertThat(home.view().discordReady()).isFalse();
        assertThat(home.watch(new Signal.Offline(), offline).on()).isTrue();
    }

    /** Alice in Home and Bob in Club, everything fresh. */
    @BeforeEach
    void given() {
        home = new Home(time, AFTER);
        edit(e -> {
            e.ready(Set.of(HOME, CLUB));
            e.guild(HOME, "Home", Map.of(11L, "Lounge"), List.of(Voice.of(HOME, 11, 1)));
            e.guild(CLUB, "Club", Map.of(21L, "Bar"), List.of(Voice.of(CLUB, 21, 2)));
        });
        home.watch(Signal.parse("voice"), voice);
        home.watch(new Signal.Offline(), offline);
    }

    private void edit(Consumer<HomeEdit> edit) {
        home.change(time.nanoTime(), edit);
    }
}
