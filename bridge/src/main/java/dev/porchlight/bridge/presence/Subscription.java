package dev.porchlight.bridge.presence;

/**
 * One socket's interest in one person: there may be a hundred thousand, so it holds the least. Door loop only.
 *
 * <p>Invariant: while {@code told} is not the topic's hash, it is owed, unless its first answer is still on the way.
 */
final class Subscription {

    final Topic topic;

    /** Null once it has ended. */
    Session session;

    /** Among the topic's. */
    int index;

    /** The hash that the client was told last. */
    long told = Topic.UNSEEN;

    /** Whether it waits in its session's list. */
    boolean owed;

    /** In that list. */
    Subscription next;

    Subscription(Topic topic, Session session) {
        this.topic = topic;
        this.session = session;
    }
}
