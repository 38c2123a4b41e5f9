package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatternTest {

    private static final Pin PIN = new Pin(18);
    private static final int FULL = PinDriver.FULL;

    @Test
    void solidIsDrivenOnceAndThenNothingIsDue() throws Exception {
        Bench bench = light(false, 100);
        show(bench, Pattern.SOLID, 60_000);
        assertThat(bench.steps).containsExactly(new Bench.Step(0, PIN, 0), new Bench.Step(0, PIN, FULL));
        assertThat(bench.panel.run()).isEqualTo(Wave.NEVER);
    }

    @Test
    void blinkIsHalfASecondOnAndHalfASecondOff() throws Exception {
        assertThat(changes(Pattern.BLINK, 2_100)).containsExactly(0L, 500L, 1_000L, 1_500L, 2_000L);
    }

    @Test
    void fastIsFiveTimesASecond() throws Exception {
        assertThat(changes(Pattern.FAST, 450)).containsExactly(0L, 100L, 200L, 300L, 400L);
    }

    @Test
    void heartbeatIsTwoShortBeatsAndAPause() throws Exception {
        assertThat(changes(Pattern.HEARTBEAT, 1_500)).containsExactly(0L, 100L, 250L, 350L, 1_200L, 1_300L, 1_450L);
    }

    @Test
    void breatheGoesDownAndUpInFourSecondsByGammaAndIsNeverDark() throws Exception {
        Bench bench = light(false, 100);
        show(bench, Pattern.BREATHE, 4_000);
        List<Bench.Step> breath = bench.steps.subList(1, bench.steps.size());
        assertThat(breath).allMatch(step -> step.ms() % 20 == 0 && step.high() > 0);
        assertThat(breath)
                .extracting(Bench.Step::high)
                .startsWith(FULL)
                .endsWith(FULL)
                .contains(1);
        // Half as bright to the eye is 0.5 to the power of 2.2 of the light.
        assertThat(at(breath, 1_000)).isEqualTo(2_176);
        assertThat(breath.stream().filter(step -> step.ms() <= 2_000).map(Bench.Step::high))
                .isSortedAccordingTo((a, b) -> b - a);
        assertThat(breath.stream().filter(step -> step.ms() >= 2_000).map(Bench.Step::high))
                .isSorted();
    }

    @Test
    void brightnessScalesAPatternAndActiveLowTurnsItRound() throws Exception {
        Bench bench = light(true, 30);
        show(bench, Pattern.BLINK, 600);
        assertThat(bench.steps)
                .containsExactly(
                        new Bench.Step(0, PIN, FULL),
                        new Bench.Step(0, PIN, FULL * 7 / 10),
                        new Bench.Step(500, PIN, FULL));
    }

    @Test
    void theDimmestLightIsNeverDarkWhileItIsOn() throws Exception {
        Bench bench = light(false, 1);
        show(bench, Pattern.BREATHE, 4_000);
        assertThat(bench.steps.subList(1, bench.steps.size())).allMatch(step -> step.high() > 0);
    }

    @Test
    void theSameWishAgainKeepsTheRhythmAndAnotherBeginsLit() throws Exception {
        Bench bench = light(false, 100);
        show(bench, Pattern.BLINK, 700);
        show(bench, Pattern.BLINK, 400);
        assertThat(bench.steps).extracting(Bench.Step::ms).containsExactly(0L, 0L, 500L, 1_000L);
        bench.pass(500);
        show(bench, Pattern.FAST, 50);
        assertThat(bench.steps.getLast()).isEqualTo(new Bench.Step(1_600, PIN, FULL));
    }

    @Test
    void breatheWithoutPwmIsRefusedWithWhatToDo() throws Exception {
        Bench bench = new Bench(Bench.config(
                List.of(new LightSpec("light.a", new Pin(17), false, false, 100, Safe.OFF)), List.of(), List.of()));
        assertThatThrownBy(() -> show(bench, Pattern.BREATHE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("light.a: breathe needs \"pwm\"")
                .hasMessageContaining("GPIO18 (pin 12)");
    }

    private static List<Long> changes(Pattern pattern, long ms) throws HardwareException {
        Bench bench = light(false, 100);
        show(bench, pattern, ms);
        List<Bench.Step> steps = bench.steps.subList(1, bench.steps.size());
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).high()).isEqualTo(i % 2 == 0 ? FULL : 0);
        }
        return steps.stream().map(Bench.Step::ms).toList();
    }

    private static int at(List<Bench.Step> steps, long ms) {
        return steps.stream()
                .filter(step -> step.ms() == ms)
                .findFirst()
                .orElseThrow()
                .high();
    }

    private static Bench light(boolean activeLow, int brightness) throws HardwareException {
        LightSpec spec = new LightSpec("light.a", PIN, activeLow, true, brightness, Safe.OFF);
        return new Bench(Bench.config(List.of(spec), List.of(), List.of()));
    }

    private static void show(Bench bench, Pattern pattern, long ms) {
        bench.panel
                .lights()
                .get("light.a")
                .show(new Look(true, pattern), 1 + bench.ms()); // each wish has a cause of its own
        bench.pass(ms);
    }
}
