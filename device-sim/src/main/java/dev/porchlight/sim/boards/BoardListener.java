package dev.porchlight.sim.boards;

import java.time.Duration;

/**
 * Hears what boards do, on the boards' own thread: it must not wait for anything. By the time an {@code await} of the board
 * returns it has been called. Times are the room's.
 */
public interface BoardListener {
    /** {@code OK} came, so long after the board began to connect. */
    default void authorised(SimBoard board, Duration sinceConnect) {}

    /** {@code 1} or {@code 0} came, whether or not it changed the LED. */
    default void value(SimBoard board, boolean on) {}

    default void noauth(SimBoard board) {}

    /** An update was asked for, taken or not. */
    default void ota(SimBoard board, Ota ota) {}

    /**
     * A connection or an attempt is over.
     *
     * @param wasOpen whether the WebSocket had been established
     * @param wasAuthorised whether {@code OK} had come on it
     * @param words what exactly happened
     */
    default void dropped(SimBoard board, DropReason reason, boolean wasOpen, boolean wasAuthorised, String words) {}
}
