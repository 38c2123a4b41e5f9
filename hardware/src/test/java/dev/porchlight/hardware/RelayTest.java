package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelayTest {

    private static final Pin PIN = new Pin(27);

    @Test
    void aThousandFlipsNeverDriveItFasterThanAllowedAndTheLastWishWins() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Duration minOn = Duration.ofSeconds(3);
        Duration minOff = Duration.ofSeconds(10);
        int maxPerMinute = 6;
        Bench bench = relay(minOn, minOff, maxPerMinute, Safe.OFF);
        boolean wish = false;
        for (int flip = 0; flip < 1_000; flip++) {
            wish = !wish;
            want(bench, wish);
            bench.pass(random.nextInt(10) == 0 ? random.nextInt(30_000) : random.nextInt(500));
        }
        bench.pass(120_000);
        List<Bench.Step> steps = bench.steps;
        assertThat(bench.pins.high(PIN)).as("seed %d", seed).isEqualTo(wish ? PinDriver.FULL : 0);
        assertThat(steps).hasSizeGreaterThan(20);
        for (int i = 1; i < steps.size(); i++) {
            boolean on = steps.get(i).high() > 0;
            assertThat(on)
                    .as("seed %d, each step is a change", seed)
                    .isEqualTo(steps.get(i - 1).high() == 0);
            assertThat(steps.get(i).ms() - steps.get(i - 1).ms())
                    .as("seed %d, step %d", seed, i)
                    .isGreaterThanOrEqualTo((on ? minOff : minOn).toMillis());
            if (i > maxPerMinute) {
                assertThat(steps.get(i).ms() - steps.get(i - maxPerMinute).ms())
                        .as("seed %d, %d changes in a minute", seed, maxPerMinute + 1)
                        .isGreaterThanOrEqualTo(60_000);
            }
        }
    }

    @Test
    void aWishThatIsTakenBackWhileItWaitsIsNeverSeen() throws Exception {
        Bench bench = relay(Duration.ofSeconds(3), Duration.ofSeconds(10), 6_000, Safe.OFF);
        bench.pass(5_000);
        want(bench, true);
        bench.pass(1_000);
        want(bench, false);
        bench.pass(60_000);
        assertThat(bench.steps).hasSize(1);
    }

    @Test
    void aDelayedWishComesExactlyWhenItMay() throws Exception {
        Bench bench = relay(Duration.ofSeconds(3), Duration.ofSeconds(10), 6_000, Safe.OFF);
        want(bench, true);
        bench.pass(20_000);
        want(bench, false);
        bench.pass(100);
        want(bench, true);
        bench.pass(20_000);
        assertThat(bench.steps)
                .containsExactly(
                        new Bench.Step(0, PIN, 0),
                        new Bench.Step(10_000, PIN, PinDriver.FULL),
                        new Bench.Step(20_000, PIN, 0),
                        new Bench.Step(30_000, PIN, PinDriver.FULL));
        assertThat(bench.panel.run()).isEqualTo(Wave.NEVER);
    }

    @Test
    void withoutProtectionEveryWishIsDrivenAtOnce() throws Exception {
        Bench bench = relay(Duration.ZERO, Duration.ZERO, RelaySpec.NO_LIMIT, Safe.OFF);
        for (int i = 0; i < 100; i++) {
            want(bench, i % 2 == 0);
            bench.pass(1);
        }
        assertThat(bench.steps).hasSize(101);
    }

    @Test
    void givenHoldWhenOpenedThenTheLineIsNotTouchedBeforeAWishMayBe() throws Exception {
        Bench bench = relay(Duration.ofSeconds(3), Duration.ofSeconds(10), 6_000, Safe.HOLD);
        bench.pass(1_000);
        assertThat(bench.steps).isEmpty();
        want(bench, true);
        bench.pass(20_000);
        assertThat(bench.steps).containsExactly(new Bench.Step(10_000, PIN, PinDriver.FULL));
    }

    private static Bench relay(Duration minOn, Duration minOff, int maxPerMinute, Safe safe) throws HardwareException {
        RelaySpec spec = new RelaySpec("relay.a", PIN, false, minOn, minOff, maxPerMinute, safe);
        return new Bench(Bench.config(List.of(), List.of(spec), List.of()));
    }

    private static void want(Bench bench, boolean on) {
        bench.panel.relays().get("relay.a").want(on, 0);
    }
}
