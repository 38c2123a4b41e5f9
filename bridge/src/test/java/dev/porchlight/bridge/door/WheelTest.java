package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WheelTest {

    private static final long MILLI = 1_000_000;
    private static final long TICK = Wheel.TICK_MILLIS * MILLI;
    private static final long ROUND = TICK * Wheel.SLOTS;

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> fired = new ArrayList<>();
    private long now = Long.MAX_VALUE - ROUND; // the clock may overflow at any time
    private final Wheel wheel = new Wheel(now, failures::add);

    private class Named extends Wheel.Timer {
        private final String name;
        private Runnable then = () -> {};

        Named(String name) {
            this.name = name;
        }

        @Override
        void fire(long at) {
            fired.add(name);
            then.run();
        }
    }

    private Named armed(String name, long delayNanos) {
        Named timer = new Named(name);
        wheel.arm(timer, now, delayNanos);
        return timer;
    }

    private void pass(long nanos) {
        now += nanos;
        wheel.advance(now);
    }

    @Test
    void firesAtItsTimeAndNotBefore() {
        armed("a", 100 * MILLI);
        pass(100 * MILLI - 1);
        assertThat(fired).isEmpty();
        pass(1 + TICK);
        assertThat(fired).containsExactly("a");
        pass(ROUND);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void firesATimerManyRoundsAwayInItsRound() {
        armed("far", 3 * ROUND + 5 * TICK);
        for (int i = 0; i < 3 * Wheel.SLOTS + 5; i++) {
            assertThat(fired).isEmpty();
            pass(TICK);
        }
        assertThat(fired).containsExactly("far");
    }

    @Test
    void firesEverythingDueAfterALongPause() {
        for (int i = 0; i < 1_000; i++) {
            armed("t" + i, 40L * i * MILLI);
        }
        armed("later", 20 * ROUND);
        pass(10 * ROUND);
        assertThat(fired).hasSize(1_000).doesNotContain("later");
        assertThat(wheel.waitMillis(now)).isPositive();
    }

    @Test
    void aTimerMayArmItselfWhileItFires() {
        Named again = armed("again", 0);
        again.then = () -> wheel.arm(again, now, 0);
        pass(TICK);
        pass(TICK);
        pass(TICK);
        assertThat(fired).containsExactly("again", "again", "again");
    }

    @Test
    void aTimerMayCancelOneThatFiresInTheSameTick() {
        Named first = armed("first", 10 * MILLI);
        Named second = armed("second", 10 * MILLI);
        first.then = () -> wheel.cancel(second);
        pass(TICK);
        assertThat(fired).containsExactly("first");
        assertThat(second.armed()).isFalse();
        assertThat(wheel.waitMillis(now)).isZero();
    }

    @Test
    void aTimerMayMoveOneThatFiresInTheSameTick() {
        Named first = armed("first", 10 * MILLI);
        Named second = armed("second", 10 * MILLI);
        first.then = () -> wheel.arm(second, now, ROUND);
        pass(TICK);
        assertThat(fired).containsExactly("first");
        pass(ROUND + TICK);
        assertThat(fired).containsExactly("first", "second");
    }

    @Test
    void oneThatThrowsCostsItselfAlone() {
        armed("before", 10 * MILLI);
        armed("bad", 10 * MILLI).then = () -> {
            throw new AssertionError("bad");
        };
        armed("after", 10 * MILLI);
        armed("nextSlot", 10 * MILLI + TICK);
        pass(2 * TICK);
        assertThat(fired).containsExactly("before", "bad", "after", "nextSlot");
        assertThat(failures).singleElement().isInstanceOf(AssertionError.class);
    }

    @Test
    void armingAgainMovesTheTimer() {
        Named timer = armed("a", 10 * MILLI);
        wheel.arm(timer, now, ROUND);
        pass(ROUND - TICK);
        assertThat(fired).isEmpty();
        pass(2 * TICK);
        assertThat(fired).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE / 4})
    void anAbsurdDelayIsLongAndNotAnOverflow(long delay) {
        armed("far", delay);
        pass(365L * 24 * 3600 * 1000 * MILLI);
        assertThat(fired).isEmpty();
    }

    @Test
    void timersWithTheSameSlackFireTogetherNeverEarlyAndAtMostThatMuchLater() {
        long slack = 1_000 * MILLI;
        for (int i = 0; i < 100; i++) {
            wheel.arm(new Named("t" + i), now, 2_000 * MILLI + 10L * i * MILLI, slack);
        }
        pass(2_000 * MILLI);
        int early = fired.size();
        assertThat(early).as("the first is due, the others are not").isLessThanOrEqualTo(1);
        int wakeUps = 0;
        while (fired.size() < 100) {
            long wait = wheel.waitMillis(now) * MILLI;
            assertThat(wait).isPositive();
            int before = fired.size();
            pass(wait);
            wakeUps++;
            assertThat(fired.size()).as("nobody waits for nothing").isGreaterThan(before);
        }
        assertThat(wakeUps).isLessThanOrEqualTo(2);
        assertThat(now - (Long.MAX_VALUE - ROUND))
                .as("the last was due after 2.99 s")
                .isBetween(2_990 * MILLI, 2_990 * MILLI + slack + TICK);
    }

    @Test
    void anEmptyWheelWaitsForEver() {
        assertThat(wheel.waitMillis(now)).isZero();
        Named timer = armed("a", 50 * MILLI);
        assertThat(wheel.waitMillis(now)).isBetween(50L, 50 + Wheel.TICK_MILLIS);
        wheel.cancel(timer);
        wheel.cancel(timer);
        assertThat(wheel.waitMillis(now)).isZero();
    }

    /** Against a model: whatever is done in whatever order, each timer fires once, in time, never early. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void behavesLikeAListOfDueTimes(long seed) {
        Random random = new Random(seed);
        class Modelled extends Wheel.Timer {
            long due = Long.MIN_VALUE; // not armed

            void arm(long delay) {
                wheel.arm(this, now, delay);
                due = now + delay;
            }

            @Override
            void fire(long at) {
                assertThat(due).as("was armed").isNotEqualTo(Long.MIN_VALUE);
                assertThat(at - due).as("not early").isNotNegative();
                due = Long.MIN_VALUE;
                if (random.nextInt(3) == 0) {
                    arm(random.nextLong(2 * ROUND));
                }
            }
        }
        List<Modelled> timers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            timers.add(new Modelled());
        }
        for (int step = 0; step < 5_000; step++) {
            Modelled timer = timers.get(random.nextInt(timers.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> timer.arm(random.nextLong(1 + random.nextLong(3 * ROUND)));
                case 4 -> {
                    wheel.cancel(timer);
                    timer.due = Long.MIN_VALUE;
                }
                default -> {
                    long wait = wheel.waitMillis(now) * MILLI;
                    pass(random.nextBoolean() ? wait : random.nextLong(random.nextBoolean() ? TICK : 3 * ROUND));
                    for (Modelled each : timers) {
                        assertThat(each.due == Long.MIN_VALUE || each.due - now > -TICK)
                                .as("not late")
                                .isTrue();
                        assertThat(each.armed()).isEqualTo(each.due != Long.MIN_VALUE);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }
}
