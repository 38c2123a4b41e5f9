package dev.porchlight.bridge.guilds;

import dev.porchlight.bridge.log.Log;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * Everybody in the wanted guilds, each once, as last told; who does not want to be seen is not in here. Written by the home
 * loop alone, read from any thread.
 */
public final class People {

    /** Whether anything can be said of people. */
    public enum State {
        /** Switched off, no Discord, or the bot's application lacks a privileged intent. */
        UNAVAILABLE,
        /** Nobody is known to be absent yet: the first lists have not come. */
        STARTING,
        AVAILABLE
    }

    private static final Log LOG = Log.of("guilds");

    private final Map<Long, Person> people = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<PeopleListener> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder listenerFailures = new LongAdder();
    private volatile State state = State.UNAVAILABLE;
    private volatile int online;
    private BiConsumer<Person, Person> feed = (before, now) -> {}; // home loop only

    /** Any thread. */
    public State state() {
        return state;
    }

    /** The person, or null when nobody of that id is in a wanted guild and wants to be seen. Any thread. */
    public Person find(long id) {
        return people.get(id);
    }

    /** How many are known. Any thread. */
    public int size() {
        return people.size();
    }

    /** Everybody's id, in no order. Any thread. */
    public long[] ids() {
        return people.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /** Hears of every change from now on, on the home loop. Any thread, before Discord starts. */
    public void watch(PeopleListener listener) {
        listeners.add(listener);
    }

    /** How many are not offline. Any thread. */
    public int online() {
        return online;
    }

    /** How often a listener threw, since the start. Any thread. */
    public long listenerFailures() {
        return listenerFailures.sum();
    }

    /** Told first, and of every change, seen or not: who they were and are now, null for nobody. Home loop. */
    void feed(BiConsumer<Person, Person> signals) {
        feed = signals;
    }

    /** Everybody; may be iterated over while it changes. */
    Collection<Person> all() {
        return people.values();
    }

    void become(State now) {
        state = now;
    }

    /** This is how they are now; the listeners hear of it when anything that is shown differs. */
    void put(Person now) {
        Person before = people.put(now.id(), now);
        count(before, now);
        feed.accept(before, now);
        if (before == null || !before.looksLike(now)) {
            tell(now.id(), now);
        }
    }

    /** They are not to be seen any more; nothing happens when they were not. */
    void gone(long id) {
        Person before = people.remove(id);
        if (before != null) {
            count(before, null);
            feed.accept(before, null);
            tell(id, null);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the home loop alone writes
    private void count(Person before, Person now) {
        boolean was = before != null && before.isOnline();
        boolean is = now != null && now.isOnline();
        if (was != is) {
            online += is ? 1 : -1;
        }
    }

    private void tell(long id, Person now) {
        for (PeopleListener listener : listeners) {
            try {
                listener.changed(id, now);
            } catch (Exception e) {
                listenerFailures.increment();
                LOG.error("people_listener_failed", e);
            }
        }
    }
}
