package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomeTest {

    private static final long HOME = 10;
    private static final long CLUB = 20;
    private static final long LOUNGE = 11;
    private static final long KITCHEN = 12;
    private static final long BAR = 21;
    private static final long ALICE = 1;
    private static final long BOB = 2;

    private final Home home = new Home(new MovableTime(), Home.STALE_AFTER);

    @BeforeEach
    void twoGuilds() {
        edit(e -> {
            e.ready(Set.of(HOME, CLUB));
            e.guild(HOME, "Home", Map.of(LOUNGE, "Lounge", KITCHEN, "Kitchen"), List.of());
            e.guild(CLUB, "Club", Map.of(BAR, "Bar"), List.of());
        });
    }

    @Test
    void givenNobodyWhenSomeoneJoinsAndLeavesThenTheListenerHearsBothAndTheirCause() {
        Heard heard = new Heard();
        Watch watch = watch("voice", heard);
        home.change(77, e -> e.voice(Voice.of(HOME, LOUNGE, ALICE)));
        assertThat(watch.on()).isTrue();
        home.change(78, e -> e.left(HOME, ALICE));
        assertThat(watch.on()).isFalse();
        assertThat(heard.values()).containsExactly(true, false);
        assertThat(heard.causes()).containsExactly(77L, 78L);
    }

    @Test
    void givenSomeoneInVoiceWhenTheNextJoinsMovesOrChangesAFlagThenVoiceIsNotToldAgain() {
        Heard heard = new Heard();
        watch("voice", heard);
        join(HOME, LOUNGE, ALICE);
        join(HOME, LOUNGE, BOB);
        join(HOME, KITCHEN, BOB);
        edit(e -> e.voice(new Voice(HOME, KITCHEN, BOB, true, true, true, true, true, true, true)));
        edit(e -> e.left(HOME, BOB));
        edit(e -> e.left(HOME, BOB));
        assertThat(heard.values()).containsExactly(true);
    }

    /** Twice, the other way round, since either way could be chance. */
    @Test
    void givenSeveralWatchesWhenOneChangeTurnsThemThenThoseMadeFirstAreToldFirst() {
        List<String> rules = List.of("voice:channel:11", "voice", "voice:user:" + ALICE, "voice:guild:" + HOME);
        for (List<String> order : List.of(rules, rules.reversed())) {
            List<String> told = new ArrayList<>();
            List<Watch> watches = new ArrayList<>();
            for (String rule : order) {
                watches.add(home.watch(Rule.parse(rule), Delays.NONE, (on, stale, cause) -> told.add(rule)));
            }
            join(HOME, LOUNGE, ALICE);
            edit(e -> e.left(HOME, ALICE));
            assertThat(told.subList(0, 4)).isEqualTo(order);
            assertThat(told.subList(4, 8)).isEqualTo(order);
            watches.forEach(Watch::close);
        }
    }

    @Test
    void givenAWatchMadeLateWhenAskedThenItKnowsTheValueOfNow() {
        join(HOME, LOUNGE, ALICE);
        Heard heard = new Heard();
        assertThat(watch("voice:channel:11", heard).on()).isTrue();
        assertThat(watch("voice:channel:12", heard).on()).isFalse();
        assertThat(heard.values()).isEmpty();
    }

    @Test
    void givenAMoveWhenItHappensThenTheChannelsChangeAndTheGuildDoesNot() {
        Heard lounge = new Heard();
        Heard kitchen = new Heard();
        Heard guild = new Heard();
        watch("voice:channel:11", lounge);
        watch("voice:channel:12", kitchen);
        watch("voice:guild:10", guild);
        join(HOME, LOUNGE, ALICE);
        join(HOME, KITCHEN, ALICE);
        assertThat(lounge.values()).containsExactly(true, false);
        assertThat(kitchen.values()).containsExactly(true);
        assertThat(guild.values()).containsExactly(true);
    }

    @Test
    void givenAThresholdWhenPeopleComeAndGoThenItTurnsAtTheThreshold() {
        Heard heard = new Heard();
        watch("voice>=2", heard);
        join(HOME, LOUNGE, ALICE);
        assertThat(heard.values()).isEmpty();
        join(CLUB, BAR, BOB);
        join(HOME, LOUNGE, 3);
        edit(e -> e.left(HOME, 3));
        edit(e -> e.left(HOME, ALICE));
        assertThat(heard.values()).containsExactly(true, false);
    }

    @Test
    void givenOnePersonSeenInTwoGuildsWhenCountedThenTheyCountOnce() {
        Watch two = watch("voice>=2", new Heard());
        join(HOME, LOUNGE, ALICE);
        join(CLUB, BAR, ALICE);
        assertThat(two.on()).isFalse();
        assertThat(home.view().voiceUsers()).isEqualTo(1);
        edit(e -> e.left(HOME, ALICE));
        assertThat(watch("voice", new Heard()).on()).isTrue();
        assertThat(watch("voice:user:1", new Heard()).on()).isTrue();
        assertThat(watch("voice:guild:10", new Heard()).on()).isFalse();
    }

    @Test
    void givenFlagsWhenTheyChangeThenEachSignalOfThePersonFollows() {
        Watch muted = watch("muted:user:1", new Heard());
        Watch unmuted = watch("unmuted:user:1", new Heard());
        Watch streaming = watch("streaming:user:1", new Heard());
        Watch camera = watch("camera:user:1", new Heard());
        assertThat(unmuted.on()).isFalse();
        join(HOME, LOUNGE, ALICE);
        assertThat(List.of(muted.on(), unmuted.on(), streaming.on(), camera.on()))
                .containsExactly(false, true, false, false);
        edit(e -> e.voice(new Voice(HOME, LOUNGE, ALICE, false, false, true, false, true, false, false)));
        assertThat(List.of(muted.on(), unmuted.on(), streaming.on(), camera.on()))
                .containsExactly(true, false, true, false);
        edit(e -> e.voice(new Voice(HOME, LOUNGE, ALICE, true, false, false, false, false, true, false)));
        assertThat(List.of(muted.on(), unmuted.on(), streaming.on(), camera.on()))
                .containsExactly(true, false, false, true);
        edit(e -> e.left(HOME, ALICE));
        assertThat(List.of(muted.on(), unmuted.on(), streaming.on(), camera.on()))
                .containsExactly(false, false, false, false);
    }

    @Test
    void givenSeveralEditsInOneChangeWhenTheyCancelOutThenNobodyHears() {
        Heard heard = new Heard();
        watch("voice", heard);
        edit(e -> {
            e.voice(Voice.of(HOME, LOUNGE, ALICE));
            e.left(HOME, ALICE);
        });
        assertThat(heard.values()).isEmpty();
    }

    @Test
    void givenANamedChannelWhenPeopleComeThenAnyChannelOfThatNameCountsWhateverItsCase() {
        Watch watch = watch("voice:channel:\"HOME/lounge\"", new Heard());
        edit(e -> e.channel(HOME, 13, "LOUNGE"));
        join(HOME, 13, ALICE);
        assertThat(watch.on()).isTrue();
        edit(e -> e.left(HOME, ALICE));
        assertThat(watch.on()).isFalse();
        join(HOME, LOUNGE, ALICE);
        assertThat(watch.on()).isTrue();
    }

    @Test
    void givenANamedChannelWhenNamesChangeUnderPeopleThenItFollowsTheName() {
        Heard heard = new Heard();
        watch("voice:channel:\"home/den\"", heard);
        join(HOME, LOUNGE, ALICE);
        edit(e -> e.channel(HOME, LOUNGE, "Den"));
        edit(e -> e.guildName(HOME, "Castle"));
        edit(e -> e.guildName(HOME, "Home"));
        edit(e -> e.channelGone(HOME, LOUNGE));
        assertThat(heard.values()).containsExactly(true, false, true, false);
    }

    @Test
    void givenANamedChannelWhenItsGuildComesWithoutItThenTheOldNameMeansNothing() {
        Watch watch = watch("voice:channel:\"home/lounge\"", new Heard());
        join(HOME, LOUNGE, ALICE);
        assertThat(watch.on()).isTrue();
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of(Voice.of(HOME, LOUNGE, ALICE))));
        assertThat(watch.on()).isFalse();
    }

    @Test
    void givenANamedChannelThatComesLaterWhenSomeoneJoinsItThenItIsOn() {
        Watch watch = watch("voice:channel:\"later/new\"", new Heard());
        edit(e -> e.guild(30, "Later", Map.of(31L, "New"), List.of()));
        join(30, 31, ALICE);
        assertThat(watch.on()).isTrue();
        edit(e -> e.guildGone(30));
        assertThat(watch.on()).isFalse();
    }

    @Test
    void givenTwoWatchesOfOneSignalWhenOneClosesThenTheOtherStillHears() {
        Heard first = new Heard();
        Heard second = new Heard();
        Watch one = watch("voice", first);
        Watch two = watch("voice>=1", second);
        assertThat(home.watchedRules()).isEqualTo(1);
        one.close();
        one.close();
        join(HOME, LOUNGE, ALICE);
        assertThat(first.values()).isEmpty();
        assertThat(second.values()).containsExactly(true);
        two.close();
        assertThat(home.watchedRules()).isZero();
        edit(e -> e.left(HOME, ALICE));
        assertThat(second.values()).containsExactly(true);
    }

    @Test
    void givenAListenerThatThrowsWhenASignalChangesThenTheOthersHearAndItIsCounted() {
        Heard heard = new Heard();
        watch("voice", (on, stale, cause) -> {
            throw new IllegalArgumentException("on purpose");
        });
        watch("voice", heard);
        watch("voice:user:1", heard);
        join(HOME, LOUNGE, ALICE);
        assertThat(heard.values()).containsExactly(true, true);
        assertThat(home.listenerFailures()).isEqualTo(1);
    }

    @Test
    void givenAListenerThatChangesHomeWhenItIsCalledThenThatIsRefused() {
        List<Exception> refused = new ArrayList<>();
        watch("voice", (on, stale, cause) -> {
            try {
                home.change(1, e -> e.left(HOME, ALICE));
            } catch (IllegalStateException e) {
                refused.add(e);
            }
        });
        join(HOME, LOUNGE, ALICE);
        assertThat(refused).hasSize(1);
        assertThat(home.view().voiceUsers()).isEqualTo(1);
    }

    @Test
    void givenAListenerThatClosesAndOpensWatchesWhenItIsCalledThenOnlyOpenOnesHear() {
        Heard closed = new Heard();
        Heard opened = new Heard();
        List<Watch> victim = new ArrayList<>();
        watch("voice", (on, stale, cause) -> {
            victim.getFirst().close();
            watch("voice:guild:10", opened);
        });
        victim.add(watch("voice", closed));
        join(HOME, LOUNGE, ALICE);
        assertThat(closed.values()).isEmpty();
        assertThat(opened.values()).isEmpty();
        edit(e -> e.left(HOME, ALICE));
        assertThat(opened.values()).contains(false);
    }

    @Test
    void givenTwoSignalsOfOneChangeWhenAListenerLooksAtTheOtherThenItSeesTheSameMoment() {
        List<Boolean> seen = new ArrayList<>();
        Watch[] all = new Watch[2];
        all[0] = watch("voice", (on, stale, cause) -> seen.add(all[1].on()));
        all[1] = watch("voice:guild:10", (on, stale, cause) -> seen.add(all[0].on()));
        join(HOME, LOUNGE, ALICE);
        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void givenMoreSignalsThanAllowedWhenAnotherIsWatchedThenItIsRefused() {
        for (long id = 1; id <= Facts.MAX_FACTS; id++) {
            home.watch(new Signal.InChannel(id), (on, stale, cause) -> {});
        }
        home.watch(new Signal.InChannel(1), (on, stale, cause) -> {});
        assertThatThrownBy(() -> home.watch(new Signal.InGuild(1), (on, stale, cause) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void givenAGuildThatIsGoneThenItsPeopleAreGoneToo() {
        Heard heard = new Heard();
        watch("voice", heard);
        join(HOME, LOUNGE, ALICE);
        edit(e -> e.guildGone(HOME));
        assertThat(heard.values()).containsExactly(true, false);
        join(HOME, LOUNGE, BOB);
        assertThat(home.view().voiceUsers()).isZero();
    }

    @Test
    void theViewShowsGuildsInTheOrderOfTheirIdsAndWhoIsInThem() {
        join(CLUB, BAR, BOB);
        edit(e -> e.guild(-1L, "Biggest id", Map.of(), List.of()));
        assertThat(home.view())
                .isEqualTo(new HomeView(
                        true,
                        false,
                        true,
                        1,
                        List.of(
                                new HomeView.GuildView(HOME, "Home", true, 0),
                                new HomeView.GuildView(CLUB, "Club", true, 1),
                                new HomeView.GuildView(-1L, "Biggest id", true, 0))));
    }

    @Test
    void givenAnEditThatThrowsThenWhatItDidBeforeIsStillTold() {
        Heard heard = new Heard();
        watch("voice", heard);
        assertThatThrownBy(() -> edit(e -> {
                    e.voice(Voice.of(HOME, LOUNGE, ALICE));
                    throw new IllegalArgumentException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(heard.values()).containsExactly(true);
    }

    private Watch watch(String signal, SignalListener listener) {
        return home.watch(Signal.parse(signal), listener);
    }

    private void join(long guild, long channel, long user) {
        edit(e -> e.voice(Voice.of(guild, channel, user)));
    }

    private void edit(Consumer<HomeEdit> edit) {
        home.change(1, edit);
    }
}
