package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is held, and for how long, while nobody vouches for it. */
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
    void givenDiscordAwayWhenItStaysAwayThenHoldHoldsForEver() {
        given(StalePolicy.When.HOLD);
        edit(HomeEdit::away);
        time.pass(Duration.ofDays(3));
        assertThat(voice.values()).isEmpty();
        assertThat(home.view().voiceUsers()).isEqualTo(2);
        assertThat(home.view().stale()).isTrue();
        assertThat(home.view().discordReady()).isFalse();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenDiscordAwayWhenStaleAfterHasPassedThenOffTurnsOffAndAResumeTurnsOnAgain() {
        given(StalePolicy.When.OFF);
        edit(HomeEdit::away);
        time.pass(ALMOST);
        assertThat(voice.values()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.values()).containsExactly(false);
        assertThat(home.view().voiceUsers()).isZero();
        edit(HomeEdit::resumed);
        assertThat(voice.values()).containsExactly(false, true);
        assertThat(home.view().voiceUsers()).isEqualTo(2);
    }

    @Test
    void givenDiscordBackBeforeStaleAfterWhenTheTimeComesThenNothingTurnsOff() {
        given(StalePolicy.When.OFF);
        edit(HomeEdit::away);
        time.pass(ALMOST);
        edit(HomeEdit::resumed);
        time.pass(AFTER);
        assertThat(voice.values()).isEmpty();
        edit(HomeEdit::away);
        time.pass(ALMOST);
        assertThat(voice.values()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.values()).containsExactly(false);
    }

    @Test
    void givenAFreshSessionWhenItsGuildsHaveYetToComeThenTheirPeopleAreHeldAndTheOtherGuildIsGone() {
        given(StalePolicy.When.HOLD);
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of(HOME)));
        assertThat(home.view().guilds()).containsExactly(new HomeView.GuildView(HOME, "Home", false, 1));
        assertThat(home.view().stale()).isTrue();
        assertThat(voice.values()).isEmpty();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of(Voice.of(HOME, 11, 3))));
        assertThat(voice.values()).isEmpty();
        assertThat(home.view().stale()).isFalse();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(voice.values()).containsExactly(false);
    }

    @Test
    void givenAFreshSessionWhenAGuildDoesNotComeThenItsStalenessCountsFromTheLossOfTheLink() {
        given(StalePolicy.When.OFF);
        edit(HomeEdit::away);
        time.pass(Duration.ofMinutes(3));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of()));
        time.pass(Duration.ofMinutes(2).minusMillis(1));
        assertThat(voice.values()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.values()).containsExactly(false);
    }

    @Test
    void givenAGuildInAnOutageWhenItIsOverThenWhoLeftMeanwhileIsGone() {
        given(StalePolicy.When.HOLD);
        edit(e -> e.guildUnavailable(HOME));
        assertThat(home.view().guilds().getFirst()).isEqualTo(new HomeView.GuildView(HOME, "Home", false, 1));
        assertThat(home.view().discordReady()).isTrue();
        assertThat(home.view().stale()).isTrue();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(home.view().stale()).isFalse();
    }

    @Test
    void givenOneGuildInAnOutageWhenStaleAfterHasPassedThenOffEmptiesThatGuildAlone() {
        given(StalePolicy.When.OFF);
        edit(e -> e.guildUnavailable(HOME));
        time.pass(Duration.ofMinutes(1));
        edit(e -> e.guildUnavailable(HOME));
        time.pass(Duration.ofMinutes(4));
        assertThat(home.view().guilds())
                .containsExactly(
                        new HomeView.GuildView(HOME, "Home", false, 0), new HomeView.GuildView(CLUB, "Club", true, 1));
        assertThat(voice.values()).isEmpty();
    }

    @Test
    void givenAGuildFreshForLongWhenItsOutageBeginsThenStalenessCountsFromThere() {
        given(StalePolicy.When.OFF);
        time.pass(Duration.ofHours(1));
        edit(e -> e.guildUnavailable(HOME));
        edit(e -> e.guildUnavailable(CLUB));
        time.pass(ALMOST);
        assertThat(voice.values()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.values()).containsExactly(false);
    }

    @Test
    void givenALinkUpForLongWhenAFreshReadyComesWithoutALossThenStalenessCountsFromThere() {
        given(StalePolicy.When.OFF);
        time.pass(Duration.ofHours(1));
        edit(e -> e.ready(Set.of(HOME, CLUB)));
        time.pass(ALMOST);
        assertThat(voice.values()).isEmpty();
        time.pass(Duration.ofMillis(1));
        assertThat(voice.values()).containsExactly(false);
    }

    @Test
    void givenAnOutageOfAGuildAndOfTheLinkWhenTheLinkResumesThenTheGuildStaysStale() {
        given(StalePolicy.When.OFF);
        edit(e -> e.guildUnavailable(HOME));
        edit(HomeEdit::away);
        edit(HomeEdit::resumed);
        time.pass(AFTER);
        assertThat(home.view().guilds())
                .containsExactly(
                        new HomeView.GuildView(HOME, "Home", false, 0), new HomeView.GuildView(CLUB, "Club", true, 1));
    }

    @Test
    void givenAnEmptiedGuildWhenChangesAreReplayedBeforeTheResumeThenTheyCountOnceItIsFresh() {
        given(StalePolicy.When.OFF);
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.left(HOME, 1));
        edit(e -> e.voice(Voice.of(CLUB, 21, 4)));
        assertThat(home.view().voiceUsers()).isZero();
        edit(HomeEdit::resumed);
        assertThat(home.view().guilds())
                .containsExactly(
                        new HomeView.GuildView(HOME, "Home", true, 0), new HomeView.GuildView(CLUB, "Club", true, 2));
    }

    @Test
    void givenAnEmptiedGuildThatIsGoneThenTheCountsStayRight() {
        given(StalePolicy.When.OFF);
        edit(HomeEdit::away);
        time.pass(AFTER);
        edit(e -> e.ready(Set.of(CLUB)));
        edit(e -> e.guild(CLUB, "Club", Map.of(), List.of(Voice.of(CLUB, 21, 2))));
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        assertThat(voice.values()).containsExactly(false, true);
    }

    @Test
    void offlineIsTrueWheneverTheSessionIsNotReady() {
        given(StalePolicy.When.HOLD);
        edit(HomeEdit::away);
        edit(HomeEdit::away);
        edit(HomeEdit::resumed);
        edit(e -> e.guildUnavailable(HOME));
        edit(HomeEdit::away);
        edit(e -> e.ready(Set.of()));
        assertThat(offline.values()).containsExactly(true, false, true, false);
        assertThat(new Home(time, StalePolicy.DEFAULT)
                        .watch(new Signal.Offline(), offline)
                        .on())
                .isTrue();
    }

    @Test
    void settledWaitsForEveryGuildOfTheFirstReady() {
        home = new Home(time, StalePolicy.DEFAULT);
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
        home = new Home(time, StalePolicy.DEFAULT);
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
        assertThat(time.waiting()).isZero();
    }

    @Test
    void settledWaitsAgainForAGuildThatAFreshReadyNamesAfterItsOutage() {
        home = new Home(time, StalePolicy.DEFAULT);
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
        home = new Home(time, StalePolicy.DEFAULT);
        edit(e -> e.ready(Set.of()));
        assertThat(home.settled()).isTrue();
        home = new Home(time, StalePolicy.DEFAULT);
        edit(HomeEdit::withoutDiscord);
        assertThat(home.settled()).isTrue();
        assertThat(home.view().discordReady()).isFalse();
        assertThat(home.watch(new Signal.Offline(), offline).on()).isTrue();
    }

    /** Alice in Home and Bob in Club, everything fresh. */
    private void given(StalePolicy.When when) {
        home = new Home(time, new StalePolicy(AFTER, when));
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
