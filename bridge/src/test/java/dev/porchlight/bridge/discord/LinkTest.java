package dev.porchlight.bridge.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private final Object session = new Object();
    private final List<Long> away = new ArrayList<>();
    private final Link link = new Link(away::add);

    @BeforeEach
    void ours() {
        link.handTo(session);
    }

    @Test
    void givenALinkThatWasNeverUpWhenTriesFailThenHomeIsNotTold() {
        link.lost(session);
        link.away(session, "nothing answers");
        link.away(session, "nothing answers");
        assertThat(away).isEmpty();
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void givenALinkThatIsUpWhenItIsLostThenHomeIsToldOnceUntilItIsUpAgain() {
        up();
        assertThat(link.isUp()).isTrue();
        link.lost(session);
        assertThat(link.isUp()).isFalse();
        link.away(session, "closed");
        link.away(session, "reconnecting");
        assertThat(away).hasSize(1);
        up();
        link.away(session, "closed");
        assertThat(away).hasSize(2);
        up();
        link.refused(session);
        assertThat(away).hasSize(3);
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void givenTheNextSessionWhenTheOldOneStillTellsOfItsEndThenNobodyListens() {
        up();
        Object next = new Object();
        link.handTo(next);
        link.lost(session);
        link.away(session, "SHUTDOWN");
        link.refused(session);
        assertThat(away).isEmpty();
        assertThat(link.isUp()).isTrue();
        link.lost(next);
        assertThat(away).hasSize(1);
        link.up(session, "fresh", () -> away.add(0L));
        assertThat(away).hasSize(1);
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void givenAnUpThatWaitsForRoomWhenTheLinkIsLostMeanwhileThenHomeHearsOfTheLossAfterwards() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Link slow = new Link(nanos -> told.add("away"));
        slow.handTo(session);
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch room = new CountDownLatch(1);
        Thread reader = Thread.ofPlatform()
                .start(() -> slow.up(session, "fresh", () -> {
                    waiting.countDown();
                    await(room);
                    told.add("ready");
                }));
        waiting.await();
        Thread loser = Thread.ofPlatform().start(() -> slow.lost(session));
        while (loser.isAlive() && loser.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        assertThat(slow.isUp()).as("asked without waiting").isFalse();
        room.countDown();
        reader.join();
        loser.join();
        assertThat(told).containsExactly("ready", "away");
        assertThat(slow.isUp()).isFalse();
    }

    private void up() {
        link.up(session, "fresh", () -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
