package dev.porchlight.bridge.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HomeLoopTest {

    private final BlockingQueue<Throwable> deaths = new LinkedBlockingQueue<>();
    private final HomeLoop loop = new HomeLoop(4, deaths::add);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        loop.close();
    }

    @Test
    void givenTasksWhenPostedThenTheyRunInOrderOnTheHomeThread() {
        loop.start();
        List<String> ran = new ArrayList<>();
        loop.post(() -> ran.add("one " + Thread.currentThread().getName()));
        loop.post(() -> ran.add("two"));
        settle();
        assertThat(ran).containsExactly("one home", "two");
    }

    @Test
    void givenAFullQueueWhenPostedThenTheCallerWaitsUntilThereIsRoomAndIsCounted() throws Exception {
        fill();
        CountDownLatch posted = new CountDownLatch(1);
        Thread input = Thread.ofPlatform().start(() -> {
            loop.post(() -> {});
            posted.countDown();
        });
        await(() -> loop.waits() == 1);
        assertThat(posted.await(50, TimeUnit.MILLISECONDS)).isFalse();
        gate.countDown();
        assertThat(posted.await(5, TimeUnit.SECONDS)).isTrue();
        input.join();
    }

    @Test
    void givenTasksThatHoldMuchWhenTogetherTheyHoldTooMuchThenTheNextWaitsUntilOneWasRun() throws Exception {
        loop.start();
        loop.post(this::hold);
        loop.post(HomeLoop.CAPACITY_BYTES - 10, () -> {});
        CountDownLatch posted = new CountDownLatch(1);
        Thread input = Thread.ofPlatform().start(() -> {
            loop.post(3 * HomeLoop.CAPACITY_BYTES, () -> {});
            posted.countDown();
        });
        await(() -> loop.waits() == 1);
        loop.post(10, () -> {});
        assertThat(posted.await(50, TimeUnit.MILLISECONDS)).isFalse();
        gate.countDown();
        assertThat(posted.await(5, TimeUnit.SECONDS)).isTrue();
        input.join();
        settle();
        loop.post(HomeLoop.CAPACITY_BYTES, () -> {}); // all is given back
    }

    @Test
    void givenAFullQueueWhenTriedThenItIsRefusedAtOnce() {
        fill();
        assertThat(loop.tryPost(() -> {})).isFalse();
        assertThat(loop.queued()).isEqualTo(4);
        assertThat(loop.waits()).isZero();
    }

    @Test
    void givenAFullQueueWhenTheLoopPostsToItselfThenItIsRefusedRatherThanStuck() throws Exception {
        loop.start();
        BlockingQueue<Boolean> refused = new LinkedBlockingQueue<>();
        loop.post(() -> {
            for (int i = 0; i < 4; i++) {
                loop.post(() -> {});
            }
            try {
                loop.post(() -> {});
                refused.add(false);
            } catch (RejectedExecutionException e) {
                refused.add(true);
            }
        });
        assertThat(refused.poll(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenATaskThatThrowsWhenItRunsThenTheLoopKeepsRunning() {
        loop.start();
        loop.post(() -> {
            throw new IllegalStateException("on purpose");
        });
        settle();
        assertThat(loop.failures()).isEqualTo(1);
        assertThat(loop.alive()).isTrue();
        assertThat(deaths).isEmpty();
    }

    @Test
    void givenAnErrorWhenItStrikesThenDeathIsToldOnceAndPostsAreRefused() throws Exception {
        loop.start();
        loop.post(() -> {
            throw new AssertionError("on purpose");
        });
        assertThat(deaths.poll(5, TimeUnit.SECONDS)).hasMessage("on purpose");
        await(() -> !loop.alive());
        assertThatThrownBy(() -> loop.post(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(loop.tryPost(() -> {})).isFalse();
        assertThat(deaths).isEmpty();
    }

    @Test
    void givenAWaitingPostWhenTheLoopDiesThenThePostIsRefusedRatherThanStuck() throws Exception {
        loop.start();
        loop.post(() -> {
            hold();
            throw new AssertionError("on purpose");
        });
        await(() -> loop.queued() == 0);
        for (int i = 0; i < 4; i++) {
            loop.post(() -> {});
        }
        BlockingQueue<Boolean> refused = new LinkedBlockingQueue<>();
        Thread.ofPlatform().start(() -> {
            try {
                loop.post(() -> {});
                refused.add(false);
            } catch (RejectedExecutionException e) {
                refused.add(true);
            }
        });
        await(() -> loop.waits() == 1);
        gate.countDown();
        assertThat(refused.poll(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givenATaskThatHangsWhenAskedThenTheLoopTellsForHowLong() {
        loop.start();
        assertThat(loop.stalledFor()).isZero();
        loop.post(this::hold);
        await(() -> loop.stalledFor().compareTo(Duration.ofMillis(30)) > 0);
        gate.countDown();
        await(() -> loop.stalledFor().isZero());
    }

    @Test
    void givenATimerWhenItsTimeComesThenItRunsOnTheLoopAndACancelledOneDoesNot() throws Exception {
        loop.start();
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();
        loop.post(() -> {
            loop.after(Duration.ofMillis(40), () -> ran.add("late"));
            loop.after(Duration.ofMillis(10), () -> ran.add("early"));
            loop.after(Duration.ofMillis(20), () -> ran.add("cancelled")).cancel();
        });
        assertThat(ran.poll(5, TimeUnit.SECONDS)).isEqualTo("early");
        assertThat(ran.poll(5, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void givenThousandsOfTimersWhenMostAreCancelledInAnyOrderThenTheRestRunInTheOrderOfTheirTimes() throws Exception {
        loop.start();
        List<Integer> ran = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        loop.post(() -> {
            List<HomeTime.Timer> cancelled = new ArrayList<>();
            for (int i = 0; i < 60_000; i++) {
                cancelled.add(loop.after(Duration.ofHours(i % 24), () -> ran.add(-1)));
            }
            for (int due : new int[] {30, 10, 20}) {
                loop.after(Duration.ofMillis(due), () -> ran.add(due));
            }
            loop.after(Duration.ofMillis(40), last::countDown);
            Collections.shuffle(cancelled, new Random(6));
            cancelled.forEach(HomeTime.Timer::cancel);
            cancelled.forEach(HomeTime.Timer::cancel);
        });
        assertThat(last.await(15, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly(10, 20, 30);
    }

    @Test
    void givenMoreTimersThanAllowedWhenOneMoreIsSetThenItIsRefused() throws Exception {
        loop.start();
        BlockingQueue<String> refused = new LinkedBlockingQueue<>();
        loop.post(() -> {
            for (int i = 0; i < HomeLoop.MAX_TIMERS; i++) {
                loop.after(Duration.ofHours(1), () -> {});
            }
            try {
                loop.after(Duration.ofHours(1), () -> {});
            } catch (IllegalStateException e) {
                refused.add(e.getMessage());
            }
        });
        assertThat(refused.poll(5, TimeUnit.SECONDS)).contains(String.valueOf(HomeLoop.MAX_TIMERS));
    }

    @Test
    void givenAnotherThreadWhenItTouchesWhatBelongsToTheLoopThenItIsRefused() {
        loop.start();
        assertThatThrownBy(loop::checkThread).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop.after(Duration.ZERO, () -> {})).isInstanceOf(IllegalStateException.class);
        Home home = new Home(loop, Home.STALE_AFTER);
        assertThatThrownBy(() -> home.change(0, HomeEdit::away)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.watch(new Signal.Offline(), (on, stale, cause) -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givenWaitingTasksWhenClosedThenTheyRunFirstAndLaterOnesAreRefused() {
        fill();
        List<String> ran = new ArrayList<>();
        gate.countDown();
        loop.post(() -> ran.add("last"));
        loop.close();
        assertThat(ran).containsExactly("last");
        assertThat(loop.alive()).isFalse();
        assertThat(loop.tryPost(() -> {})).isFalse();
        assertThat(deaths).isEmpty();
    }

    @Test
    void givenAnIdleLoopWhenClosedThenItEndsAtOnce() {
        loop.start();
        settle();
        long before = System.nanoTime();
        loop.close();
        assertThat(loop.alive()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(HomeLoop.DRAIN);
    }

    @Test
    void givenATaskThatNeverEndsWhenClosedThenItIsInterruptedAfterTheDeadline() throws Exception {
        loop.start();
        CountDownLatch interrupted = new CountDownLatch(1);
        loop.post(() -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        loop.close();
        assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
    }

    /** One task that holds the loop until the gate opens, and a full queue behind it. */
    private void fill() {
        loop.start();
        loop.post(this::hold);
        await(() -> loop.queued() == 0);
        for (int i = 0; i < 4; i++) {
            loop.post(() -> {});
        }
    }

    private void hold() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle() {
        CountDownLatch done = new CountDownLatch(1);
        loop.post(done::countDown);
        await(() -> done.getCount() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
