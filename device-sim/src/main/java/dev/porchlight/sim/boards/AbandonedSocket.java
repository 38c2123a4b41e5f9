package dev.porchlight.sim.boards;

import java.nio.channels.SelectionKey;

/**
 * A connection that its board no longer knows of: it lost power or its Wi-Fi. On the boards' thread.
 *
 * <pre>
 *   UNREACHABLE: nothing happens ──the board is back on the network──▶ UNKNOWN: whatever comes is answered with a reset
 * </pre>
 */
final class AbandonedSocket implements Selected {
    private final BoardSocket socket;
    private final SelectionKey key;

    AbandonedSocket(BoardSocket socket, SelectionKey key) {
        this.socket = socket;
        this.key = key;
    }

    void reachable() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    @Override
    public void onReady() {
        socket.reset();
    }

    @Override
    public void close() {
        socket.close();
    }
}
