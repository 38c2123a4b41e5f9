package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The connection over which a floor is told what its boards show. Each change is answered with how long writing took, and
 * so is the head that begins it: from then on a byte is a change.
 *
 * <p>One thread.
 */
final class FloorControl implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(Long.BYTES);
    private long toldAt;

    FloorControl(InetSocketAddress floor) throws IOException {
        channel = SocketChannel.open(floor);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(Wire.get("/control", floor.getPort())));
        awaitWritten();
    }

    void tell(boolean on) throws IOException {
        ByteBuffer one = BareServer.direct(new byte[] {(byte) (on ? '1' : '0')});
        toldAt = System.nanoTime();
        channel.write(one);
    }

    /** {@link System#nanoTime()} just before the last change was told. */
    long toldAt() {
        return toldAt;
    }

    /** Waits until every board has been written to, and gives the nanoseconds that took; once after each change. */
    long awaitWritten() throws IOException {
        answer.clear();
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new IOException("the floor has gone");
            }
        }
        return answer.flip().getLong();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
