package dev.porchlight.bridge.door;

import java.time.Duration;

/**
 * What one WebSocket endpoint allows each of its sockets.
 *
 * @param messageBytes a message from the peer, counted across its fragments; may be changed per socket
 * @param queuedBytes what may wait behind the message in flight; past it the socket is closed with 1013
 * @param stallTime how long a socket may stay full
 * @param pingEvery a ping to the peer; it comes up to a fifteenth of this later, a second at most, so that many sockets are
 *     pinged together
 * @param pingsMissed so many unanswered pings, and the peer is dead; at most 127
 */
public record SocketLimits(int messageBytes, int queuedBytes, Duration stallTime, Duration pingEvery, int pingsMissed) {

    /** Checks that no limit is absent. */
    public SocketLimits {
        if (messageBytes < 1 || queuedBytes < 1 || pingsMissed < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        if (pingsMissed > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("nobody waits for " + pingsMissed + " pings");
        }
        if (!stallTime.isPositive() || !pingEvery.isPositive()) {
            throw new IllegalArgumentException("a time limit is more than zero");
        }
    }
}
