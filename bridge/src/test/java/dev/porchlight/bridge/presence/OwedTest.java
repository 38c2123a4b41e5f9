package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.guilds.People;
import org.junit.jupiter.api.Test;

/** What is kept for a client that does not read. */
class OwedTest {

    private final Owed owed = new Owed();

    private Subscription add(long id) {
        Subscription subscription = new Subscription(new Topic(id), session());
        owed.add(subscription);
        return subscription;
    }

    private static Session session() {
        Allotment allotment = new Allotment(1);
        Topics topics = new Topics(new TetherDialect(), new People(), SocketRoom::document, allotment);
        Deliveries deliveries = new Deliveries(new TetherDialect(), topics, new SocketCounts(), nanos -> {});
        return new Session(deliveries, false, PresenceSocket.HEARTBEAT);
    }

    @Test
    void givenOneAfterAnotherThatEndsUnreadThenTheyDoNotPileUp() {
        Subscription stays = add(1);
        for (long id = 2; id <= 1_000; id++) {
            Subscription goes = add(id);
            goes.session = null;
            owed.ended(goes, 1);
        }
        assertThat(owed.size()).isLessThan(20);
        assertThat(owed.poll()).isSameAs(stays);
    }

    @Test
    void givenThatMostHaveEndedThenTheOthersStayInTheirOrder() {
        Subscription first = add(1);
        for (long id = 10; id < 30; id++) {
            Subscription goes = add(id);
            goes.session = null;
            owed.ended(goes, 2);
        }
        Subscription second = add(2);
        assertThat(owed.poll()).isSameAs(first);
        while (owed.size() > 1) {
            assertThat(owed.poll().session).isNull();
        }
        assertThat(owed.poll()).isSameAs(second);
        assertThat(owed.isEmpty()).isTrue();
    }
}
