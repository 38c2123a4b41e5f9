package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.guilds.Person;

/** What differs between the sockets for presence: what a client may say, and how it is told. Immutable. */
public interface Dialect {

    /**
     * What a message asks for.
     *
     * @throws Refused when the socket is to be closed for it
     */
    Order read(Message message) throws Refused;

    /** Whether a repeated {@link Order.Watch} takes the place of what was watched before; else it adds. */
    boolean replaces();

    /** Whether somebody whom nobody knows is watched all the same, and told of should they come. */
    boolean remembersUnknown();

    /** Whether it is told when somebody is gone from every guild, or does not want to be seen any more. */
    boolean tellsGone();

    /** The close code for a client that has been silent for too long. */
    int silent();

    /** The head of the answer to {@link Order.Watch}. */
    Head initState();

    /** The head of an update. */
    Head update();

    /**
     * One person in the map of the answer.
     *
     * @param document of the person
     */
    byte[] entry(long id, byte[] document);

    /**
     * What stands behind the head of an update, the message's last brace included.
     *
     * @param now null when they are gone, which is asked for only if {@link #tellsGone}
     * @param document of the person, null as well then
     */
    byte[] update(long id, Person now, byte[] document);
}
