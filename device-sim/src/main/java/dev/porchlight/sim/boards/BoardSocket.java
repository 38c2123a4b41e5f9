package dev.porchlight.sim.boards;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One TCP connection of a board: bytes out without waiting, bytes in with what was left over before. On the boards' thread.
 *
 * <p>Invariant: at most {@link #MAX_UNSENT_BYTES} wait to be sent, and no longer than one frame to be understood.
 */
final class BoardSocket {
    private static final int MAX_UNSENT_BYTES = 64 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final BoardLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer unread = NOTHING;
    private ByteBuffer unsent = NOTHING;
    private boolean notReading;

    private BoardSocket(BoardLoop loop, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
    }

    /** Starts to connect, from that local address or, with null, from any. */
    static BoardSocket connect(BoardLoop loop, BoardLink link, InetSocketAddress remote, InetAddress from)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            channel.connect(remote);
            return new BoardSocket(loop, channel, loop.register(channel, SelectionKey.OP_CONNECT, link));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether the TCP connection is there now. */
    boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    boolean isWritable() {
        return key.isValid() && key.isWritable();
    }

    boolean isReadable() {
        return key.isValid() && key.isReadable();
    }

    InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** What was left over and what has come since, for use until the next read; null at the end of the stream. */
    ByteBuffer read() throws IOException {
        ByteBuffer in = loop.sharedBuffer();
        in.put(unread);
        unread = NOTHING;
        return channel.read(in) < 0 ? null : in.flip();
    }

    /** Keeps what could not be understood yet. */
    void keep(ByteBuffer rest) {
        if (rest.hasRemaining()) {
            unread = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        }
    }

    void send(byte[] bytes) throws IOException {
        if (unsent.remaining() + bytes.length > MAX_UNSENT_BYTES) {
            throw new IOException("the server does not read");
        }
        unsent = ByteBuffer.allocate(unsent.remaining() + bytes.length)
                .put(unsent)
                .put(bytes)
                .flip();
        flush();
    }

    void flush() throws IOException {
        channel.write(unsent);
        listen();
    }

    void stopReading(boolean stop) {
        notReading = stop;
        if (key.interestOps() != SelectionKey.OP_CONNECT) {
            listen();
        }
    }

    private void listen() {
        key.interestOps((notReading ? 0 : SelectionKey.OP_READ) | (unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What cannot be closed is not open.
        }
    }
}
