package dev.porchlight.bridge.presence;

import java.util.List;

/** What a client asks for in one message. */
public sealed interface Order {

    /** The form of the answer to {@link Watch}. */
    enum Shape {
        /** An object of all of them by id. */
        MAP,
        /** The one person alone; an empty object when nobody knows them. */
        BARE
    }

    /** It is alive. */
    record Heartbeat() implements Order {}

    /** To be told of these people, now and whenever something changes. */
    record Watch(List<Long> ids, Shape shape) implements Order {}

    /** To be told of everybody, whoever may come included. */
    record WatchAll() implements Order {}

    /** To be told of these no more. */
    record Unwatch(List<Long> ids) implements Order {}

    /** To be told of nobody. */
    record UnwatchAll() implements Order {}
}
