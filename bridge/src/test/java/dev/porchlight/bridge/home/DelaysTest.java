package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value counts once it has stood for its delay, to the nanosecond. */
class DelaysTest {

    private static final long HOME = 10;
    private static final long ALICE = 1;
    private static final Duration ON_AFTER = Duration.ofSeconds(3);
    private static final Duration OFF_AFTER = Duration.ofSeconds(30);
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final MovableTime time = new MovableTime();
    private final Home home = new Home(time, STALE_AFTER);
    private final Heard heard = new Heard();

    @BeforeEach
    void nobodyThere() {
        edit(e -> {
            e.ready(Set.of(HOME));
            e.guild(HOME, "Home", Map.of(), List.of());
        });
        time.pass(Duration.ofMinutes(1)); // whatever home began to wait for at its start
    }

    @Test
    void givenOffAfterWhenSomeoneLeavesThenItIsToldOnceTheDelayHasPassedAndNotBefore() {
        comes();
        Watch watch = watch("voice", Duration.ZERO, OFF_AFTER);
        leaves();
        time.pass(OFF_AFTER.minus(MOMENT));
        assertThat(heard.told()).isEmpty();
        assertThat(watch.on()).isTrue();
        time.pass(MOMENT);
        assertThat(heard.told()).containsExactly("off");
        assertThat(heard.causes()).containsExactly(time.nanoTime());
        assertThat(watch.on()).isFalse();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenOnAfterWhenSomeoneComesThenItIsToldOnceTheDelayHasPassedAndOffAtOnce() {
        watch("voice", ON_AFTER, Duration.ZERO);
        comes();
        time.pass(ON_AFTER.minus(MOMENT));
        assertThat(heard.told()).isEmpty();
        time.pass(MOMENT);
        assertThat(heard.told()).containsExactly("on");
        leaves();
        assertThat(heard.told()).containsExactly("on", "off");
    }

    @Test
    void givenAValueThatFlipsBackWithinItsDelayThenItIsNeverToldAndTheNextWaitIsAWholeOne() {
        comes();
        watch("voice", Duration.ZERO, OFF_AFTER);
        leaves();
        time.pass(OFF_AFTER.minus(MOMENT));
        comes();
        assertThat(time.waiting()).isZero();
        time.pass(Duration.ofHours(1));
        leaves();
        time.pass(OFF_AFTER.minus(MOMENT));
        assertThat(heard.told()).isEmpty();
        time.pass(MOMENT);
        assertThat(heard.told()).containsExactly("off");
    }

    @Test
    void givenAValueThatIsTouchedWithoutTurningThenItsWaitIsNotBegunAgain() {
        comes();
        watch("voice, voice:user:1", Duration.ZERO, OFF_AFTER);
        leaves();
        time.pass(OFF_AFTER.minus(MOMENT));
        edit(e -> {
            e.voice(Voice.of(HOME, 11, 2));
            e.left(HOME, 2);
        });
        time.pass(MOMENT);
        assertThat(heard.told()).containsExactly("off");
    }

    @Test
    void givenBothDelaysWhenTheRuleFlickersThenTheLatestWishWins() {
        watch("voice", ON_AFTER, OFF_AFTER);
        for (int i = 0; i < 1_000; i++) {
            comes();
            time.pass(ON_AFTER.minus(MOMENT));
            leaves();
            time.pass(Duration.ofMillis(1));
        }
        assertThat(heard.told()).isEmpty();
        comes();
        time.pass(ON_AFTER);
        for (int i = 0; i < 1_000; i++) {
            leaves();
            time.pass(OFF_AFTER.minus(MOMENT));
            comes();
        }
        assertThat(heard.told()).containsExactly("on");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenTheFirstValueThenItHasNoDelay() {
        comes();
        assertThat(watch("voice", ON_AFTER, OFF_AFTER).on()).isTrue();
        leaves();
        assertThat(watch("voice", ON_AFTER, OFF_AFTER).on()).isFalse();
    }

    @Test
    void givenAHomeThatHasNotSettledWhenDiscordComesThenWhatItSaysCountsAtOnce() {
        Home starting = new Home(time, STALE_AFTER);
        starting.watch(Rule.parse("voice"), new Delays(ON_AFTER, OFF_AFTER), heard);
        starting.change(5, e -> e.ready(Set.of(HOME)));
        starting.change(6, e -> e.guild(HOME, "Home", Map.of(), List.of(Voice.of(HOME, 11, ALICE))));
        assertThat(heard.told()).containsExactly("on");
        starting.change(7, e -> e.left(HOME, ALICE));
        assertThat(heard.told()).containsExactly("on");
    }

    @Test
    void givenTwoWatchesOfOneRuleThenEachHasItsOwnDelay() {
        comes();
        Heard prompt = new Heard();
        home.watch(Rule.parse("voice"), Delays.NONE, prompt);
        watch("voice", Duration.ZERO, OFF_AFTER);
        assertThat(home.watchedRules()).isEqualTo(1);
        leaves();
        assertThat(prompt.told()).containsExactly("off");
        assertThat(heard.told()).isEmpty();
        time.pass(OFF_AFTER);
        assertThat(heard.told()).containsExactly("off");
        assertThat(prompt.told()).containsExactly("off");
    }

    @Test
    void givenAWaitWhenTheRuleGoesStaleThenThatIsToldAtOnceAndTheWaitGoesOn() {
        comes();
        watch("voice", Duration.ZERO, OFF_AFTER);
        leaves();
        edit(HomeEdit::away);
        time.pass(STALE_AFTER);
        assertThat(heard.told()).containsExactly("on, stale");
        time.pass(OFF_AFTER.minus(STALE_AFTER));
        assertThat(heard.told()).containsExactly("on, stale", "off, stale");
        assertThat(time.waiting()).as("timers, of which one wait has one").isZero();
    }

    @Test
    void givenAStaleRuleWhenItIsKnownAgainThenWhatIsTrueByThenCountsAtOnce() {
        comes();
        watch("voice", Duration.ZERO, OFF_AFTER);
        edit(HomeEdit::away);
        time.pass(STALE_AFTER);
        edit(e -> e.left(HOME, ALICE));
        assertThat(heard.told()).containsExactly("on, stale");
        edit(HomeEdit::resumed);
        assertThat(heard.told()).containsExactly("on, stale", "off");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void givenAShortLossOfTheLinkThenADelayIsAsLongAsEver() {
        comes();
        watch("voice", Duration.ZERO, OFF_AFTER);
        edit(HomeEdit::away);
        time.pass(STALE_AFTER.minus(MOMENT));
        edit(e -> e.ready(Set.of(HOME)));
        edit(e -> e.guild(HOME, "Home", Map.of(), List.of()));
        time.pass(OFF_AFTER.minus(MOMENT));
        assertThat(heard.told()).isEmpty();
        time.pass(MOMENT);
        assertThat(heard.told()).containsExactly("off");
    }

    @Test
    void givenAWatchThatClosesWhileItWaitsThenItsTimerGoesWithItAndNobodyHears() {
        comes();
        Watch watch = watch("voice", Duration.ZERO, OFF_AFTER);
        leaves();
        assertThat(time.waiting()).isEqualTo(1);
        watch.close();
        watch.close();
        assertThat(time.waiting()).isZero();
        time.pass(OFF_AFTER);
        assertThat(heard.told()).isEmpty();
    }

    @Test
    void givenAListenerThatThrowsWhenADelayEndsThenTheOthersHearAndItIsCounted() {
        comes();
        home.watch(Rule.parse("voice"), new Delays(Duration.ZERO, OFF_AFTER), (on, stale, cause) -> {
            throw new IllegalStateException("on purpose");
        });
        watch("voice", Duration.ZERO, OFF_AFTER);
        leaves();
        time.pass(OFF_AFTER);
        assertThat(heard.told()).containsExactly("off");
        assertThat(home.listenerFailures()).isEqualTo(1);
    }

    @Test
    void givenAListenerThatChangesHomeWhenADelayEndsThenThatIsRefused() {
        comes();
        List<Exception> refused = new ArrayList<>();
        home.watch(Rule.parse("voice"), new Delays(Duration.ZERO, OFF_AFTER), (on, stale, cause) -> {
            try {
                comes();
            } catch (IllegalStateException e) {
                refused.add(e);
            }
        });
        leaves();
        time.pass(OFF_AFTER);
        assertThat(refused).hasSize(1);
    }

    @Test
    void givenMoreDelaysThanAllowedWhenAnotherIsAskedForThenItIsRefusedUntilOneGoes() {
        Watch last = null;
        for (int i = 0; i < Facts.MAX_DELAYED; i++) {
            last = watch("voice", Duration.ZERO, OFF_AFTER);
        }
        assertThatThrownBy(() -> watch("voice", ON_AFTER, Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("65536");
        watch("voice", Duration.ZERO, Duration.ZERO);
        last.close();
        watch("voice", ON_AFTER, Duration.ZERO);
    }

    @Test
    void aDelayIsFromZeroToADay() {
        assertThatThrownBy(() -> new Delays(Duration.ofNanos(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("on-after");
        assertThatThrownBy(() -> new Delays(Duration.ZERO, Delays.MAX.plusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("off-after");
        assertThat(new Delays(Delays.MAX, Delays.MAX).onAfter()).isEqualTo(Duration.ofHours(24));
    }

    private Watch watch(String rule, Duration onAfter, Duration offAfter) {
        return home.watch(Rule.parse(rule), new Delays(onAfter, offAfter), heard);
    }

    private void comes() {
        edit(e -> e.voice(Voice.of(HOME, 11, ALICE)));
    }

    private void leaves() {
        edit(e -> e.left(HOME, ALICE));
    }

    private void edit(Consumer<HomeEdit> edit) {
        home.change(time.nanoTime(), edit);
    }
}
