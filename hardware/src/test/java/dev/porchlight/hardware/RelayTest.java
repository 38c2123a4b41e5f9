package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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

    /** Each change exactly when the settings allow it and somebody wishes it: {@link PlainRelay} says when. */
    @Test
    void aHundredThousandWishesAreDrivenAtTheirMomentAndAtNoOther() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int minOn = random.nextInt(4) * random.nextInt(2_000);
            int minOff = random.nextInt(4) * random.nextInt(2_000);
            int maxPerMinute = 1 + random.nextInt(random.nextBoolean() ? 5 : 60);
            Bench bench = relay(Duration.ofMillis(minOn), Duration.ofMillis(minOff), maxPerMinute, Safe.OFF);
            PlainRelay plain = new PlainRelay(minOn, minOff, maxPerMinute);
            for (int step = 0; step < 500; step++) {
                boolean wish = random.nextBoolean();
                want(bench, wish);
                plain.wish = wish;
                int rest = random.nextInt(20) == 0 ? random.nextInt(70_000) : random.nextInt(1_500);
                bench.pass(rest);
                plain.pass(rest);
            }
            bench.pass(61_000);
            plain.pass(61_000);
            List<Long> changes =
                    bench.steps.stream().skip(1).map(Bench.Step::ms).toList();
            assertThat(changes)
                    .as("seed %d, round %d: min-on %d, min-off %d, max %d", seed, round, minOn, minOff, maxPerMinute)
                    .isEqualTo(plain.changes);
            assertThat(bench.pins.high(PIN) > 0).as("seed %d", seed).isEqualTo(plain.wish);
        }
    }

    /** A second opinion on the protection: looks at every millisecond. Off from the beginning, like the bench's. */
    private static final class PlainRelay {

        private final int minOn;
        private final int minOff;
        private final int maxPerMinute;
        private final List<Long> changes = new ArrayList<>();
        private long now;
        private boolean on;
        private boolean wish;

        PlainRelay(int minOn, int minOff, int maxPerMinute) {
            this.minOn = minOn;
            this.minOff = minOff;
            this.maxPerMinute = maxPerMinute;
        }

        void pass(int ms) {
            look();
            for (int i = 0; i < ms; i++) {
                now++;
                look();
            }
        }

        private void look() {
            long last = changes.isEmpty() ? 0 : changes.getLast();
            if (wish != on && now - last >= (on ? minOn : minOff) && inTheLastMinute() < maxPerMinute) {
                on = wish;
                changes.add(now);
            }
        }

        private int inTheLastMinute() {
            int count = 0;
            for (int i = changes.size() - 1; i >= 0 && now - changes.get(i) < 60_000; i--) {
                count++;
            }
            return count;
        }
    }

    /** What a pin that fails now and then does to it: later, but no faster, and never stuck. */
    @Test
    void aPinThatFailsNowAndThenIsDrivenNoFasterAndEndsAtTheLatestWish() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            Bench bench = relay(Duration.ofSeconds(1), Duration.ofSeconds(2), 10, Safe.OFF);
            boolean wish = false;
            for (int step = 0; step < 400; step++) {
                wish = random.nextBoolean();
                want(bench, wish);
                if (random.nextInt(5) == 0) {
                    bench.broken.add(PIN);
                } else {
                    bench.broken.clear();
                }
                bench.pass(random.nextInt(4_000));
            }
            bench.broken.clear();
            bench.pass(180_000);
            assertThat(bench.pins.high(PIN) > 0).as("seed %d", seed).isEqualTo(wish);
            List<Bench.Step> changes = new ArrayList<>();
            for (Bench.Step step : bench.steps) {
                if (changes.isEmpty() || changes.getLast().high() != step.high()) {
                    changes.add(step);
                }
            }
            for (int i = 2; i < changes.size(); i++) {
                long rest = changes.get(i).ms() - changes.get(i - 1).ms();
                assertThat(rest)
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(changes.get(i).high() > 0 ? 2_000 : 1_000);
                if (i > 10) {
                    assertThat(changes.get(i).ms() - changes.get(i - 10).ms())
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(60_000);
                }
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
        bench.pass(9_500);
        want(bench, false); // what it was before nobody knows, and yet the first change counts
        bench.pass(20_000);
        assertThat(bench.steps)
                .containsExactly(new Bench.Step(10_000, PIN, PinDriver.FULL), new Bench.Step(13_000, PIN, 0));
    }

    private static Bench relay(Duration minOn, Duration minOff, int maxPerMinute, Safe safe) throws HardwareException {
        RelaySpec spec = new RelaySpec("relay.a", PIN, false, minOn, minOff, maxPerMinute, safe);
        return new Bench(Bench.config(List.of(), List.of(spec), List.of()));
    }

    private static void want(Bench bench, boolean on) {
        bench.panel.relays().get("relay.a").want(on, 0);
    }
}
