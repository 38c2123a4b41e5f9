package dev.porchlight.bridge.guilds;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

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

    private final Map<Long, Person> people = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<PeopleListener> listeners = new CopyOnWriteArrayList<>();
    private volatile State state = State.UNAVAILABLE;

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

    /** Takes somebody in as they are now. */
    void put(Person person) {
        people.put(person.id(), person);
        listeners.forEach(listener -> listener.changed(person.id(), person));
    }

    /** Forgets somebody. */
    void gone(long id) {
        if (people.remove(id) != null) {
            listeners.forEach(listener -> listener.changed(id, null));
        }
    }

    /** Hears of every change from now on, on the home loop. Any thread, before Discord starts. */
    public void watch(PeopleListener listener) {
        listeners.add(listener);
    }
}
