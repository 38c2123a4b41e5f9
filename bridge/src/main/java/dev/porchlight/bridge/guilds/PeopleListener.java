package dev.porchlight.bridge.guilds;

/** Told of every person that changed. On the home loop: it must not wait. */
@FunctionalInterface
public interface PeopleListener {

    /**
     * Something about them that is shown is not what it was.
     *
     * @param now null when they are gone from every guild, or want to be seen no more
     */
    void changed(long id, Person now);
}
