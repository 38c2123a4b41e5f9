package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Everybody who is watched over the sockets of one dialect. Looks at people, and owes those who watch them what is new.
 * Door loop only.
 *
 * <p>Invariants: a topic exists while somebody watches it. A document is encoded when its person may have changed and when
 * somebody is told of them first; those who watch are owed it only if its bytes are others than before.
 */
final class Topics {

    /** For bodies that slow clients have yet to be sent; what is not kept is encoded again. */
    private static final int KEPT_BYTES = 1024 * 1024;

    private final Dialect dialect;
    private final People people;
    private final Function<Person, byte[]> documents;
    private final Allotment allotment;
    private final LongMap<Topic> topics = new LongMap<>();
    private final List<Session> everybody = new ArrayList<>(); // who watch all, whoever may come
    private final ArrayDeque<Body> kept = new ArrayDeque<>();
    private int keptBytes;
    private volatile boolean watched;

    Topics(Dialect dialect, People people, Function<Person, byte[]> documents, Allotment allotment) {
        this.dialect = dialect;
        this.people = people;
        this.documents = documents;
        this.allotment = allotment;
    }

    boolean knows(long id) {
        return people.find(id) != null;
    }

    List<Long> everyId() {
        return Arrays.stream(people.ids()).boxed().toList();
    }

    /**
     * Whether so many subscriptions may be made.
     *
     * @param instead of so many that end
     */
    boolean hasRoomFor(Iterable<Long> ids, int instead) {
        long more = -instead;
        int count = 0;
        for (long id : ids) {
            more += topics.get(id) == null ? 2 : 1;
            count++;
        }
        return allotment.has(more + Greeting.placesOf(count)); // which has to wait for a client that does not read
    }

    /** Whether one more subscription may be made. */
    boolean hasRoomFor(long id) {
        return allotment.has(topics.get(id) == null ? 2 : 1);
    }

    /** An answer that is to be sent takes its places until {@link #release}. */
    void hold(Greeting greeting) {
        allotment.change(greeting.places());
    }

    void release(Greeting greeting) {
        allotment.change(-greeting.places());
    }

    /** Whether anybody watches anybody. Any thread. */
    boolean watched() {
        return watched;
    }

    private void noteWatched() {
        boolean now = topics.size() > 0 || !everybody.isEmpty();
        if (now != watched) {
            watched = now;
        }
    }

    /** All ids that may matter when nobody knows who has changed. */
    long[] ids() {
        return everybody.isEmpty() ? topics.keys() : people.ids();
    }

    /** A subscription to somebody whom the session does not watch. */
    Subscription subscribe(Session session, long id) {
        Topic topic = topics.get(id);
        if (topic == null) {
            topic = new Topic(id);
            topics.put(id, topic);
            allotment.change(1);
            noteWatched(); // before the first look: a change from here on is noted
        }
        Subscription subscription = new Subscription(topic, session);
        topic.add(subscription);
        allotment.change(1);
        return subscription;
    }

    void end(Subscription subscription) {
        subscription.session = null;
        Topic topic = subscription.topic;
        topic.remove(subscription);
        allotment.change(-1);
        if (topic.subscriptions() == 0) {
            topics.remove(topic.id);
            allotment.change(-1);
            drop(topic);
            noteWatched();
        }
    }

    void watchEverybody(Session session) {
        everybody.add(session);
        noteWatched();
    }

    void unwatchEverybody(Session session) {
        everybody.remove(session);
        noteWatched();
    }

    /** Looks at somebody who may have changed. */
    void changed(long id) {
        Topic topic = topics.get(id);
        if (!everybody.isEmpty() && knows(id)) {
            for (int i = everybody.size() - 1; i >= 0; i--) { // who finds no room for them ends, and is taken out
                everybody.get(i).appeared(id);
            }
            if (topic == null) {
                topic = topics.get(id);
                if (topic != null) {
                    topic.hash = Topic.GONE; // so that they are news
                }
            }
        }
        if (topic != null) {
            look(topic);
        }
    }

    /** The document as it is now, or null when nobody knows them; who watches is owed it if it is new. */
    byte[] look(Topic topic) {
        Person now = people.find(topic.id);
        byte[] document = now == null ? null : documents.apply(now);
        long hash = now == null ? Topic.GONE : Topic.hash(document);
        if (hash != topic.hash) {
            boolean first = topic.hash == Topic.UNSEEN; // whoever watches is about to get a first answer
            topic.hash = hash;
            drop(topic);
            if (!first && (now != null || dialect.tellsGone())) {
                keep(new Body(topic, dialect.update(topic.id, now, document)));
                owe(topic);
            }
        } else if (topic.body == null && (now != null || dialect.tellsGone())) {
            keep(new Body(topic, dialect.update(topic.id, now, document)));
        }
        return document;
    }

    private static void owe(Topic topic) {
        for (int i = 0; i < topic.subscriptions(); i++) {
            Subscription subscription = topic.subscription(i);
            subscription.session.owe(subscription);
        }
    }

    /** What to tell of somebody; null when there is nothing to tell. */
    Body body(Topic topic) {
        if (topic.body == null) {
            look(topic);
        }
        return topic.body;
    }

    private void keep(Body body) {
        body.topic.body = body;
        kept.add(body);
        keptBytes += body.bytes();
        while (keptBytes > KEPT_BYTES && kept.size() > 1) {
            Body oldest = kept.remove();
            keptBytes -= oldest.bytes();
            if (oldest.topic.body == oldest) {
                oldest.topic.body = null;
            }
        }
    }

    /** Its bytes are given back when its turn in the queue comes. */
    private static void drop(Topic topic) {
        topic.body = null;
    }
}
