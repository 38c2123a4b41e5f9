package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;

/** What a connection is at the moment: HTTP, a WebSocket, or lingering after a refusal. Door loop only. */
interface Stage {

    /** How many bytes it is willing to take at once; 0 stops reading, and so holds the peer back. */
    int appetite();

    /** Bytes from the peer; all of them are taken. */
    void bytes(ByteBuffer in);

    /** The peer will send nothing more. */
    void ended();

    /** Everything written is with the kernel. */
    void drained();

    /** The time set by {@link Connection#deadline} has come. */
    void overdue(long now);

    /** The program stops: finish what is under way and no more. */
    void stopping();

    /** The connection is gone; the last call. */
    void closed(String reason);
}
