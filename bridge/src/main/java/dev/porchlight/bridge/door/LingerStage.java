package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Lets the peer read a refusal before the socket goes: closing with unread input resets the connection, and the reset can
 * overtake the answer (RFC 9112 §9.6). Input is thrown away, bounded in time and amount.
 */
final class LingerStage implements Stage {

    private static final int MAX_DISCARDED_BYTES = 256 * 1024;

    private final Connection connection;
    private int discarded;

    private LingerStage(Connection connection) {
        this.connection = connection;
    }

    /** The refusal has been written; the connection ends when the peer has had its chance to read it. */
    static void enter(Connection connection, Duration atMost) {
        LingerStage stage = new LingerStage(connection);
        connection.enter(stage);
        connection.deadline(atMost);
        if (!connection.full()) {
            stage.drained();
        }
    }

    @Override
    public int appetite() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void bytes(ByteBuffer in) {
        discarded += in.remaining();
        if (discarded > MAX_DISCARDED_BYTES) {
            connection.close("lingered_too_much");
        }
    }

    @Override
    public void ended() {
        connection.closeWhenDrained();
    }

    @Override
    public void drained() {
        connection.shutdownOutput();
    }

    @Override
    public void overdue(long now) {
        connection.close("lingered");
    }

    @Override
    public void stopping() {
        connection.close("stopping");
    }

    @Override
    public void closed(String reason) {}
}
