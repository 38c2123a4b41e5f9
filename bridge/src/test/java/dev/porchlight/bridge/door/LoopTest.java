package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTest {

    private final DoorCounts counts = new DoorCounts();
    private final Queue<Throwable> deaths = new ConcurrentLinkedQueue<>();
    private Loop loop;

    @BeforeEach
    void start() throws IOException {
        loop = new Loop(counts, 1, deaths::add);
        loop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        assertThat(loop.join(10_000)).isTrue();
    }

    private void awaitTurn() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        loop.execute(ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noTaskIsLostHoweverManyThreadsPost() throws InterruptedException {
        int threads = 16;
        int each = 5_000;
        AtomicInteger ran = new AtomicInteger();
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            posters.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < each; n++) {
                    int before = ran.get();
                    loop.execute(ran::incrementAndGet);
                    if (n % 100 == 0) {
                        TestDoor.until("a posted task runs though nobody else posts", () -> ran.get() > before);
                    }
                }
            }));
        }
        for (Thread poster : posters) {
            poster.join();
        }
        TestDoor.until("every task has run", () -> ran.get() == threads * each);
    }

    @Test
    void tasksOfOneThreadRunInItsOrder() throws InterruptedException {
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            loop.execute(() -> seen.add(n));
        }
        awaitTurn();
        assertThat(seen).hasSize(10_000).isSorted();
    }

    @Test
    void aTaskThatThrowsCostsItselfAlone() throws InterruptedException {
        loop.execute(() -> {
            throw new IllegalStateException("broken");
        });
        loop.execute(() -> {
            throw new StackOverflowError("deep");
        });
        awaitTurn();
        assertThat(counts.handlerErrors()).isEqualTo(2);
        assertThat(deaths).isEmpty();
    }

    @Test
    void aTimerThatThrowsCostsItselfAlone() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        loop.execute(() -> {
            arm(() -> {
                throw new AssertionError("broken");
            });
            arm(other::countDown);
        });
        assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counts.handlerErrors()).isEqualTo(1);
        assertThat(deaths).isEmpty();
    }

    private void arm(Runnable then) {
        Wheel.Timer timer = new Wheel.Timer() {
            @Override
            void fire(long now) {
                then.run();
            }
        };
        loop.wheel().arm(timer, System.nanoTime(), 1);
    }

    @Test
    void tasksThatPostTasksDoNotKeepTimersAndSocketsWaiting() throws InterruptedException {
        CountDownLatch timer = new CountDownLatch(1);
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (timer.getCount() > 0) {
                loop.execute(again[0]);
            }
        };
        loop.execute(() -> arm(timer::countDown));
        loop.execute(again[0]);
        assertThat(timer.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anIdleLoopDoesNotTurn() throws InterruptedException {
        awaitTurn();
        TestDoor.until("the loop waits", () -> loop.busyNanos() == 0);
        long before = counts.turns();
        assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse(); // the time it could spin in
        assertThat(counts.turns() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void isBusyWhileATaskRuns() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        TestDoor.until("seen to be busy", () -> loop.busyNanos() > 1_000_000);
        hold.countDown();
        TestDoor.until("seen to be idle", () -> loop.busyNanos() == 0);
    }

    @Test
    void itsDeathIsToldOnce() throws InterruptedException {
        loop.execute(() -> {
            try {
                loop.selector().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(loop.join(10_000)).isTrue();
        assertThat(deaths).hasSize(1);
    }

    @Test
    void tasksForLaterRunInTheirOrderAndNotBeforeTheirTime() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            long began = System.nanoTime();
            loop.after(Duration.ofMillis(60), () -> {
                assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(60_000_000);
                ran.add("late");
                done.countDown();
            });
            loop.after(Duration.ofMillis(5), () -> ran.add("soon"));
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("soon", "late");
    }

    @Test
    void aTaskThatAlwaysComesBackLeavesTheLoopItsTurns() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            times.incrementAndGet();
            if (!enough.get()) {
                loop.after(Duration.ZERO, again[0]);
            }
        };
        long before = counts.turns();
        loop.execute(again[0]);
        TestDoor.until("it came back", () -> times.get() > 1_000);
        awaitTurn();
        enough.set(true);
        assertThat(counts.turns() - before).isGreaterThanOrEqualTo(1_000);
    }
}
