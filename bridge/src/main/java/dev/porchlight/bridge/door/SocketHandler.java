package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;

/**
 * A feature's half of one socket. Every call comes from the door loop: it must not wait. One that throws is logged and
 * closes this socket alone, with 1011.
 */
public interface SocketHandler {

    /** The handshake is on its way; the first call. */
    void opened(Socket socket);

    /** A whole text message within its cap. */
    void text(Socket socket, String text);

    /** A whole binary message within its cap; the buffer is the handler's until it returns. */
    void binary(Socket socket, ByteBuffer bytes);

    /** A ping or a pong came, which the door answers or takes note of by itself: the peer is alive. */
    default void pinged(Socket socket) {}

    /** All that was sent is with the kernel: {@link Socket#full()} was true and is not any more. */
    default void drained(Socket socket) {}

    /** The time given to {@link Socket#after} has passed. */
    default void timer(Socket socket) {}

    /** The program stops as planned: the chance for a last word, before the close with 1001. */
    default void stopping(Socket socket) {}

    /**
     * The socket is gone; the last call, made exactly once for each {@link #opened}, and never from inside another one.
     *
     * @param reason in snake_case: peer_closed, peer_lost, protocol_error, no_pong, stalled; or why this side closed:
     *     closed ({@link Socket#close}), queue_full, no_room ({@link DoorLimits#bufferBytes}), handler_failed, stopping,
     *     stopped
     */
    void closed(Socket socket, String reason);
}
