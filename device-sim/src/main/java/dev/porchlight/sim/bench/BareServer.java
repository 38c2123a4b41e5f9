package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor: the least a Java program can do and still light the same boards. One thread, no parsing beyond the handshake,
 * no token, no limits, no deadlines, no log; as soon as it is told it writes the 3 bytes of the frame to one socket after
 * the other.
 *
 * <p>It is told over a connection that began with {@code GET /control}, see {@link FloorControl}: that head is answered with
 * 8 bytes of 0, and each byte {@code 0} or {@code 1} after it is a change, answered with 8 bytes, the nanoseconds that the
 * writing took. {@code GET /healthz} gets a constant answer. {@code scripts/bench.d/floor.c} does the same in C.
 */
final class BareServer implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final ByteBuffer OK = direct(new byte[] {(byte) 0x81, 2, 'O', 'K'});
    private static final ByteBuffer[] VALUES = {
        direct(new byte[] {(byte) 0x81, 1, '0'}), direct(new byte[] {(byte) 0x81, 1, '1'})
    };
    private static final ByteBuffer HEALTHZ = direct(
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}")
                    .getBytes(StandardCharsets.US_ASCII));

    private enum State {
        HEAD,
        STRANGER,
        BOARD,
        CONTROL
    }

    private static final class Peer {
        final SocketChannel channel;
        State state = State.HEAD;
        int index;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<Peer> boards = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(4_096);
    private int value;

    BareServer() throws IOException {
        server.bind(new InetSocketAddress(Setup.LOOPBACK, 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Serves until the process ends or the selector is closed. */
    void run() throws IOException {
        while (selector.isOpen()) {
            selector.select(this::ready);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Peer peer) {
            try {
                read(peer);
            } catch (IOException e) {
                drop(peer);
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Peer peer) throws IOException {
        in.clear();
        if (peer.channel.read(in) < 0) {
            drop(peer);
            return;
        }
        in.flip();
        switch (peer.state) {
            case HEAD -> head(peer);
            case STRANGER -> welcome(peer);
            case BOARD -> {} // pongs
            case CONTROL -> change(peer);
        }
    }

    private void head(Peer peer) throws IOException {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        String head = new String(bytes, StandardCharsets.ISO_8859_1);
        if (head.startsWith("GET /healthz")) {
            peer.channel.write(HEALTHZ.rewind());
        } else if (head.startsWith("GET /control")) {
            peer.state = State.CONTROL;
            peer.channel.write(ByteBuffer.allocate(Long.BYTES)); // from here on each byte is a change
        } else {
            peer.channel.write(ByteBuffer.wrap(Wire.switchingProtocols(head)));
            peer.state = State.STRANGER;
        }
    }

    private void welcome(Peer peer) throws IOException {
        peer.state = State.BOARD;
        peer.index = boards.size();
        boards.add(peer);
        peer.channel.write(OK.rewind());
        peer.channel.write(VALUES[value].rewind());
    }

    private void change(Peer control) throws IOException {
        long began = System.nanoTime();
        value = in.get(in.limit() - 1) == '1' ? 1 : 0;
        ByteBuffer frame = VALUES[value];
        for (int i = boards.size() - 1; i >= 0; i--) {
            Peer board = boards.get(i);
            try {
                board.channel.write(frame.rewind());
            } catch (IOException e) {
                drop(board);
            }
        }
        control.channel.write(ByteBuffer.allocate(Long.BYTES)
                .putLong(System.nanoTime() - began)
                .flip());
    }

    private void drop(Peer peer) {
        try {
            peer.channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (peer.state == State.BOARD) {
            Peer last = boards.removeLast();
            if (last != peer) {
                boards.set(peer.index, last);
                last.index = peer.index;
            }
        }
        peer.state = State.HEAD;
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
    }
}
