package dev.porchlight.bridge.door;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The door's loop, as an endpoint sees it. */
public interface DoorLoop extends Executor {

    /** Runs a task on the loop soon; never waits. From any thread. */
    @Override
    void execute(Runnable task);

    /**
     * Runs a task later, in a turn after this one: sockets and other tasks come in between. On the loop alone; for the few
     * tasks of an endpoint, not for one a socket ({@link Socket#after}).
     *
     * @param delay rounded up to a millisecond; zero for the next turn
     */
    default void after(Duration delay, Runnable task) {
        execute(task); // the door's own loop keeps the delay
    }

    /**
     * Sends one message to many sockets of this door; on the loop alone. When there are many of them other threads help,
     * and the loop waits for these: when this returns, every socket has been sent the message or left out.
     *
     * @param count how many members there are; each is asked once, in no order
     */
    default void broadcast(Frame message, int count, Members members) {
        for (int i = 0; i < count; i++) {
            Socket socket = members.recipient(i);
            if (socket != null) {
                socket.send(message);
                members.sent(i);
            }
        }
    }

    /**
     * Whom a {@link #broadcast} is for. For one index both methods are called by the same thread or one after the other,
     * for two of them perhaps at the same time: they may change nothing but what belongs to the index.
     */
    interface Members {

        /**
         * The socket of one member, or null to leave it out. Of the socket's methods only {@link Socket#full()} may be
         * called here.
         */
        Socket recipient(int index);

        /** The message is on its way to this member, or waits for a peer that reads slowly. */
        void sent(int index);
    }
}
