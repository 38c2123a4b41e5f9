package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.MovableTime;
import dev.porchlight.bridge.home.Rule;
import dev.porchlight.hardware.Look;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.Safe;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who decides what an output shows, and until when. */
class OutputTest {

    private static final Look DESK = new Look(true, Pattern.HEARTBEAT);
    private static final Look BLINK = new Look(true, Pattern.BLINK);
    private static final Look FAST = new Look(true, Pattern.FAST);
    private static final LocalTime NIGHT = LocalTime.of(23, 30);
    private static final LocalTime DAY = LocalTime.of(12, 0);
    private static final Instant NOW = Instant.parse("2026-11-20T16:20:00Z");

    private final MovableTime time = new MovableTime();
    private Instant wallClock = NOW;
    private final List<Look> shown = new ArrayList<>();
    private final List<Long> causes = new ArrayList<>();

    private Output output(WhenStale whenStale) {
        OutputSettings settings = new OutputSettings(
                "light.desk",
                new Pin(18),
                Optional.of(Rule.parse("voice")),
                Delays.NONE,
                Pattern.HEARTBEAT,
                List.of(
                        new PatternWhen(Pattern.BLINK, Rule.parse("discord:offline")),
                        new PatternWhen(Pattern.FAST, Rule.parse("voice>=3"))),
                Optional.of(Quiet.parse("23:00-07:00")),
                whenStale,
                Safe.OFF);
        return output(settings);
    }

    private Output byHandAlone(Safe safe) {
        return output(new OutputSettings(
                "light.hall",
                new Pin(4),
                Optional.empty(),
                Delays.NONE,
                Pattern.SOLID,
                List.of(),
                Optional.of(Quiet.parse("23:00-07:00")),
                WhenStale.HOLD,
                safe));
    }

    private Output output(OutputSettings settings) {
        return new Output(settings, time, () -> wallClock, (look, cause) -> {
            shown.add(look);
            causes.add(cause);
        });
    }

    private Output begun() {
        Output output = output(WhenStale.HOLD);
        output.begin();
        shown.clear();
        causes.clear();
        return output;
    }

    @Test
    void nothingIsShownBeforeTheFirstValuesAndThenOnlyTheLast() {
        Output output = output(WhenStale.HOLD);
        output.rule(true, false, 1);
        output.rule(false, false, 2);
        output.rule(true, false, 3);
        assertThat(shown).isEmpty();
        output.begin();
        output.begin();
        assertThat(shown).containsExactly(DESK);
    }

    @Test
    void aLightThatIsToBeDarkIsToldSoAtTheBeginningSinceItsSafeStateMayBeOn() {
        output(WhenStale.HOLD).begin();
        assertThat(shown).containsExactly(Look.OFF);
    }

    @Test
    void withoutARuleTheSafeStateStaysUntilAHandAndComesBackBehindOneWithATime() {
        Output on = byHandAlone(Safe.ON);
        on.begin();
        on.timeIs(DAY, 1);
        on.byHand(false, Optional.of(Duration.ofMinutes(1)), 2);
        time.pass(Duration.ofMinutes(1));
        assertThat(shown).containsExactly(Look.ON, Look.OFF, Look.ON);
        shown.clear();

        Output hold = byHandAlone(Safe.HOLD);
        hold.begin();
        hold.timeIs(DAY, 3);
        assertThat(shown).isEmpty();
        hold.byHand(false, Optional.empty(), 4);
        hold.toggle(5);
        assertThat(shown).containsExactly(Look.OFF, Look.ON);
    }

    @Test
    void whatIsHeldIsDarkInQuietHoursAllTheSame() {
        Output hold = byHandAlone(Safe.HOLD);
        hold.begin();
        hold.timeIs(NIGHT, 1);
        assertThat(shown).containsExactly(Look.OFF);
    }

    @Test
    void itFollowsItsRuleAndPassesTheCauseOn() {
        Output output = begun();
        output.rule(true, false, 41);
        output.rule(false, false, 42);
        assertThat(shown).containsExactly(DESK, Look.OFF);
        assertThat(causes).containsExactly(41L, 42L);
    }

    @Test
    void theFirstSecondStateThatIsOnGoesBeforeTheRule() {
        Output output = begun();
        output.rule(true, false, 1);
        output.secondState(1, true, false, 2);
        output.secondState(0, true, false, 3);
        output.secondState(0, false, false, 4);
        output.secondState(1, false, false, 5);
        output.rule(false, false, 6);
        output.secondState(0, true, false, 7);
        assertThat(shown).containsExactly(DESK, FAST, BLINK, FAST, DESK, Look.OFF, BLINK);
    }

    @Test
    void quietHoursAreDarkWhateverTheRulesSay() {
        Output output = begun();
        output.rule(true, false, 1);
        output.timeIs(NIGHT, 2);
        output.secondState(0, true, false, 3);
        output.timeIs(NIGHT, 4);
        output.secondState(0, false, false, 5);
        output.timeIs(DAY, 6);
        assertThat(shown).containsExactly(DESK, Look.OFF, DESK);
    }

    @Test
    void whenStaleHoldKeepsTheLastValue() {
        Output output = begun();
        output.rule(true, false, 1);
        output.rule(true, true, 2);
        assertThat(shown).containsExactly(DESK);
    }

    @Test
    void whenStaleOffIsDarkUntilSomebodyVouchesForTheRuleAgain() {
        Output output = output(WhenStale.OFF);
        output.begin();
        output.rule(true, false, 1);
        output.rule(true, true, 2);
        output.rule(true, false, 3);
        assertThat(shown).containsExactly(Look.OFF, DESK, Look.OFF, DESK);
    }

    @Test
    void whenStaleBlinkBlinksWhateverTheLastValueWas() {
        Output output = output(WhenStale.BLINK);
        output.begin();
        output.rule(false, true, 1);
        output.rule(false, false, 2);
        assertThat(shown).containsExactly(Look.OFF, BLINK, Look.OFF);
    }

    @Test
    void aSecondStateThatIsStaleCountsAsTheLightsPolicySays() {
        Output holds = output(WhenStale.HOLD);
        holds.begin();
        holds.secondState(1, true, true, 1);
        Output off = output(WhenStale.OFF);
        off.begin();
        off.secondState(1, true, true, 1);
        Output blinks = output(WhenStale.BLINK);
        blinks.begin();
        blinks.secondState(1, true, true, 1);
        assertThat(shown).containsExactly(Look.OFF, FAST, Look.OFF, Look.OFF, FAST);
    }

    @Test
    void aHandFromBeforeTheFirstValuesIsNotEndedByThem() {
        Output output = output(WhenStale.HOLD);
        output.byHand(true, Optional.empty(), 1);
        output.rule(true, false, 2);
        output.rule(false, false, 3);
        output.begin();
        assertThat(output.shown()).isEqualTo(DESK);
        output.rule(true, false, 4);
        output.rule(false, false, 5);
        assertThat(shown).containsExactly(DESK, Look.OFF);
    }

    @Test
    void aRelayThatIsOnStaysOnWhileOthersAreTested() {
        OutputSettings relay = new OutputSettings(
                "relay.sign",
                new Pin(27),
                Optional.empty(),
                Delays.NONE,
                Pattern.SOLID,
                List.of(),
                Optional.empty(),
                WhenStale.HOLD,
                Safe.OFF);
        Output output = new Output(relay, time, () -> wallClock, (look, cause) -> shown.add(look));
        output.begin();
        output.byHand(true, Optional.empty(), 1);
        output.test(Output.InTest.WAITS, 2);
        output.test(Output.InTest.TURN, 3);
        output.test(Output.InTest.NO, 4);
        assertThat(shown).containsExactly(Look.OFF, Look.ON);
    }

    @Test
    void aHandWithoutATimeHoldsUntilTheRuleNextChanges() {
        Output output = begun();
        output.byHand(true, Optional.empty(), 1);
        time.pass(Duration.ofDays(3));
        assertThat(output.view().byHand()).isTrue();
        output.rule(true, false, 2); // the same look, and yet the end of the hand
        assertThat(output.view().byHand()).isFalse();
        output.rule(false, false, 3);
        assertThat(shown).containsExactly(DESK, Look.OFF);
    }

    @Test
    void whatIsPutOutByHandStaysOutWhenTheLinkIsLostForAMoment() {
        Output output = begun();
        output.rule(true, false, 1);
        output.byHand(false, Optional.empty(), 2);
        output.secondState(0, true, false, 3); // discord:offline, say
        output.rule(true, true, 4);
        output.rule(true, false, 5);
        output.secondState(0, false, false, 6);
        assertThat(shown).containsExactly(DESK, Look.OFF);
    }

    @Test
    void aHandWithATimeHoldsForItWhateverTheRuleDoesAndThenTheRuleDecides() {
        Output output = begun();
        output.byHand(false, Optional.of(Duration.ofMinutes(10)), 1);
        output.rule(true, false, 2);
        output.rule(false, false, 3);
        output.rule(true, false, 4);
        assertThat(output.view().until()).hasValue(NOW.plusSeconds(600));
        time.pass(Duration.ofSeconds(599));
        assertThat(output.shown()).isEqualTo(Look.OFF);
        time.pass(Duration.ofSeconds(1));
        assertThat(shown).containsExactly(DESK);
        assertThat(output.view().byHand()).isFalse();
    }

    @Test
    void aClockThatIsSetChangesWhatIsSaidOfTheEndOfAHandAndNotTheEnd() {
        wallClock = Instant.EPOCH;
        Output output = begun();
        output.byHand(true, Optional.of(Duration.ofMinutes(10)), 1);
        assertThat(output.view().until()).hasValue(Instant.EPOCH.plusSeconds(600));
        time.pass(Duration.ofMinutes(1));
        wallClock = Instant.EPOCH.plusSeconds(61); // slewed by a second
        assertThat(output.view().until()).hasValue(Instant.EPOCH.plusSeconds(600));
        wallClock = NOW;
        assertThat(output.view().until()).hasValue(NOW.plusSeconds(540));
        time.pass(Duration.ofMinutes(9));
        assertThat(output.view().byHand()).isFalse();
    }

    @Test
    void theLatestHandCountsAndTheTimeOfAnEarlierOneEndsNothing() {
        Output output = begun();
        output.byHand(true, Optional.of(Duration.ofMinutes(1)), 1);
        output.byHand(true, Optional.of(Duration.ofMinutes(10)), 2);
        time.pass(Duration.ofMinutes(9));
        assertThat(output.shown()).isEqualTo(DESK);
        output.byHand(true, Optional.empty(), 3);
        time.pass(Duration.ofMinutes(9));
        assertThat(output.shown()).isEqualTo(DESK);
    }

    @Test
    void aHandGoesBeforeQuietHours() {
        Output output = begun();
        output.timeIs(NIGHT, 1);
        output.byHand(true, Optional.empty(), 2);
        output.timeIs(NIGHT, 3);
        assertThat(output.shown()).isEqualTo(DESK);
    }

    @Test
    void quietHoursThatPutTheLightOutEndAHand() {
        Output output = begun();
        output.rule(true, false, 1);
        output.byHand(true, Optional.empty(), 2);
        output.timeIs(NIGHT, 3);
        assertThat(output.shown()).isEqualTo(Look.OFF);
    }

    @Test
    void aLightSwitchedOnInTheEveningGoesOutWhenQuietHoursBeginThoughItsRuleWasOffAllTheTime() {
        Output output = begun();
        output.timeIs(DAY, 1);
        output.byHand(true, Optional.empty(), 2);
        output.timeIs(DAY, 3);
        assertThat(output.shown()).isEqualTo(DESK);
        output.timeIs(NIGHT, 4);
        assertThat(output.shown()).isEqualTo(Look.OFF);
        output.timeIs(DAY, 5);
        assertThat(shown).containsExactly(DESK, Look.OFF);
    }

    @Test
    void aHandWithATimeGoesOnInQuietHours() {
        Output output = begun();
        output.byHand(true, Optional.of(Duration.ofHours(1)), 1);
        output.timeIs(NIGHT, 2);
        assertThat(output.shown()).isEqualTo(DESK);
        time.pass(Duration.ofHours(1));
        assertThat(output.shown()).isEqualTo(Look.OFF);
    }

    @Test
    void aToggleIsTheOtherStateThanTheOneBeforeATestBegan() {
        Output output = begun();
        output.rule(true, false, 1);
        output.test(Output.InTest.WAITS, 2);
        output.toggle(3);
        output.test(Output.InTest.NO, 4);
        assertThat(output.shown()).isEqualTo(Look.OFF);
        output.toggle(5);
        assertThat(output.shown()).isEqualTo(DESK);
    }

    @Test
    void aTestLightsItInItsTurnKeepsItDarkInAnothersAndLeavesItAsItWas() {
        Output output = begun();
        output.rule(true, false, 1);
        output.test(Output.InTest.WAITS, 2);
        output.test(Output.InTest.TURN, 3);
        output.byHand(false, Optional.empty(), 4); // remembered, not shown
        output.test(Output.InTest.WAITS, 5);
        output.byHand(true, Optional.empty(), 6);
        output.test(Output.InTest.NO, 7);
        assertThat(shown).containsExactly(DESK, Look.OFF, Look.ON, Look.OFF, DESK);
    }
}
