package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ButtonTest {

    private static final Pin PIN = new Pin(22);
    private static final Set<Press.Kind> ALL = EnumSet.allOf(Press.Kind.class);

    @Test
    void aBouncingPressIsOnePress() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Bench bench = button(Pull.UP, ALL);
            bounce(bench, random, false);
            bench.pass(150);
            bounce(bench, random, true);
            bench.pass(2_000);
            assertThat(kinds(bench)).as("seed %d", seed).containsExactly(Press.Kind.PRESS);
        }
    }

    @Test
    void aSpikeShorterThanTheDebounceTimeIsNothing() throws Exception {
        Bench bench = button(Pull.DOWN, ALL);
        for (int i = 0; i < 20; i++) {
            bench.pins.level(PIN, true);
            bench.pass(5);
            bench.pins.level(PIN, false);
            bench.pass(500);
        }
        assertThat(bench.presses).isEmpty();
        assertThat(bench.panel.run()).isEqualTo(Wave.NEVER);
    }

    @Test
    void twoPressesWithin300MillisecondsAreADoubleAndAfterThatTwo() throws Exception {
        Bench fast = button(Pull.UP, ALL);
        press(fast, 100);
        fast.pass(290);
        press(fast, 100);
        fast.pass(5_000);
        assertThat(kinds(fast)).containsExactly(Press.Kind.DOUBLE);

        Bench slow = button(Pull.UP, ALL);
        press(slow, 100);
        slow.pass(310);
        press(slow, 100);
        slow.pass(5_000);
        assertThat(kinds(slow)).containsExactly(Press.Kind.PRESS, Press.Kind.PRESS);
    }

    @Test
    void aHoldIsToldAtTheHoldTimeAndNotAgainOnRelease() throws Exception {
        Bench bench = button(Pull.UP, ALL);
        bench.pins.level(PIN, false);
        bench.pass(799);
        assertThat(bench.presses).isEmpty();
        bench.pass(1);
        assertThat(kinds(bench)).containsExactly(Press.Kind.HOLD);
        bench.pass(10_000);
        bench.pins.level(PIN, true);
        bench.pass(5_000);
        assertThat(bench.presses).hasSize(1);
    }

    @Test
    void aReleaseJustBeforeTheHoldTimeIsAPress() throws Exception {
        Bench bench = button(Pull.UP, ALL);
        press(bench, 795);
        bench.pass(5_000);
        assertThat(kinds(bench)).containsExactly(Press.Kind.PRESS);
    }

    @Test
    void aPressIsToldAtOnceWhenNobodyAskedForMore() throws Exception {
        Bench bench = button(Pull.UP, Set.of(Press.Kind.PRESS));
        bench.pins.level(PIN, false);
        bench.pass(30);
        assertThat(kinds(bench)).containsExactly(Press.Kind.PRESS);
        bench.pins.level(PIN, true);
        bench.pass(5_000);
        assertThat(bench.presses).hasSize(1);
    }

    @Test
    void aPressIsToldOnReleaseWhenOnlyHoldWasAskedForBesides() throws Exception {
        Bench bench = button(Pull.UP, Set.of(Press.Kind.PRESS, Press.Kind.HOLD));
        press(bench, 100);
        bench.pass(30);
        assertThat(kinds(bench)).containsExactly(Press.Kind.PRESS);
    }

    @Test
    void aButtonThatIsDownAlreadyAtTheStartIsNoPressAndItsNextIs() throws Exception {
        for (Set<Press.Kind> kinds : List.of(ALL, Set.of(Press.Kind.PRESS), Set.of(Press.Kind.HOLD))) {
            Bench stuck = new Bench(Bench.config(List.of(), List.of(), List.of(spec(Pull.UP, kinds))), true);
            stuck.pass(5_000);
            stuck.pins.level(PIN, true);
            stuck.pass(5_000);
            assertThat(stuck.presses).as("%s", kinds).isEmpty();
            press(stuck, 1_000);
            stuck.pass(5_000);
            assertThat(stuck.presses).as("%s", kinds).hasSize(1);
        }
    }

    @Test
    void aLineThatCannotBeReadWhileItIsDownMakesNoHoldOfTheTimeThatNobodyKnowsOf() throws Exception {
        Bench bench = button(Pull.UP, ALL);
        bench.pins.level(PIN, false);
        bench.pass(100);
        bench.unreadable.add(PIN);
        bench.pins.level(PIN, true);
        bench.pass(5_000);
        bench.unreadable.clear();
        bench.pass(60_000);
        assertThat(bench.presses).isEmpty();
        bench.pins.level(PIN, false);
        bench.pass(1_000);
        assertThat(kinds(bench)).containsExactly(Press.Kind.HOLD);
    }

    private static void bounce(Bench bench, Random random, boolean to) {
        for (int i = random.nextInt(10); i >= 0; i--) {
            bench.pins.level(PIN, random.nextBoolean());
            bench.pass(1 + random.nextInt(10));
        }
        bench.pins.level(PIN, to);
    }

    private static void press(Bench bench, long ms) {
        bench.pins.level(PIN, false);
        bench.pass(ms);
        bench.pins.level(PIN, true);
    }

    private static List<Press.Kind> kinds(Bench bench) {
        return bench.presses.stream().map(Press::kind).toList();
    }

    private static Bench button(Pull pull, Set<Press.Kind> kinds) throws HardwareException {
        return new Bench(Bench.config(List.of(), List.of(), List.of(spec(pull, kinds))));
    }

    private static ButtonSpec spec(Pull pull, Set<Press.Kind> kinds) {
        return new ButtonSpec("button.a", PIN, pull, Duration.ofMillis(30), Duration.ofMillis(800), kinds);
    }
}
