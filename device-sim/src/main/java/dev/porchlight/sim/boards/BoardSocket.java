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
 * <p>Invariant: at most {@link #MAX_UNSENT_BYTES} wait to be sent, and no longer than one frame to be understood. While it is
 * deaf nothing is read, while it is frozen nothing is written either.
 */
final class BoardSocket {
    private static final int MAX_UNSENT_BYTES = 64 * 1024;
    private static final int SLOW_RECEIVE_BUFFER_BYTES = 4 * 1024; // about an ESP's TCP window; the kernel may round up
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final BoardLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer unread = NOTHING;
    private ByteBuffer unsent = NOTHING;
    private int taken;
    private boolean connected;
    private boolean deaf;
    private boolean frozen;

    private BoardSocket(BoardLoop loop, SocketChannel channel, SelectionKey key) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
    }

    /**
     * Starts to connect, from that local address or, with null, from any.
     *
     * @param slow whether what a slow reader leaves unread is to be felt by the server soon
     */
    static BoardSocket connect(BoardLoop loop, Selected owner, InetSocketAddress remote, InetAddress from, boolean slow)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (slow) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER_BYTES);
            }
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            channel.connect(remote);
            return new BoardSocket(loop, channel, loop.register(channel, SelectionKey.OP_CONNECT, owner));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether the TCP connection is there now. */
    boolean finishConnect() throws IOException {
        connected = channel.finishConnect();
        return connected;
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

    /** What was left over and at most so much of what has come since, for use until the next read; null at the end. */
    ByteBuffer read(int atMost) throws IOException {
        ByteBuffer in = loop.sharedBuffer();
        in.put(unread);
        unread = NOTHING;
        int room = in.remaining();
        in.limit(in.position() + Math.min(room, atMost));
        taken = channel.read(in);
        return taken < 0 ? null : in.flip();
    }

    /** How many bytes the last read took off the socket. */
    int taken() {
        return taken;
    }

    /** Keeps what could not be understood yet. */
    void keep(ByteBuffer rest) {
        if (rest.hasRemaining()) {
            unread = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        }
    }

    boolean hasUnread() {
        return unread.hasRemaining();
    }

    /** Whether what was kept stops in the middle of a line. */
    boolean hasHalfALine() {
        return unread.hasRemaining() && unread.get(unread.limit() - 1) != '\n';
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
        if (!frozen) {
            channel.write(unsent);
            listen();
        }
    }

    void deafen(boolean on) {
        deaf = on;
        listen();
    }

    void freeze(boolean on) {
        frozen = on;
        listen();
    }

    /** From here on the server feels soon what is left unread. */
    void narrow() throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER_BYTES);
    }

    private void listen() {
        if (key.isValid()) {
            int waiting = connected ? 0 : SelectionKey.OP_CONNECT;
            int reading = connected && !deaf ? SelectionKey.OP_READ : 0;
            int writing = connected && unsent.hasRemaining() ? SelectionKey.OP_WRITE : 0;
            key.interestOps(frozen ? 0 : waiting | reading | writing);
        }
    }

    /** Leaves the connection as it is, to nobody: not a byte, not a FIN. */
    AbandonedSocket abandon() {
        key.interestOps(0);
        AbandonedSocket abandoned = new AbandonedSocket(this, key);
        key.attach(abandoned);
        return abandoned;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What cannot be closed is not open.
        }
    }

    /** Closes with a reset instead of a FIN. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Closed already, or about to be.
        }
        close();
    }
}
