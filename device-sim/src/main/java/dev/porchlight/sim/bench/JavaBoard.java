package dev.porchlight.sim.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One board of {@link JavaFleet}, and what it says. The fleet's thread only.
 *
 * <pre>
 *   CONNECTING ──▶ ASKING ──101──▶ AUTH SENT ──OK──▶ IN ──1 or 0──▶ IN …
 * </pre>
 */
final class JavaBoard {
    enum State {
        CONNECTING,
        ASKING,
        AUTH_SENT,
        IN
    }

    final SocketChannel channel = SocketChannel.open();
    State state = State.CONNECTING;
    byte shown = ValueTally.UNKNOWN;

    /** Begins to connect; the selector tells when it is. */
    JavaBoard(InetSocketAddress server, Selector selector, ByteBuffer upgrade) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0); // a board that loses its power says no goodbye
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(server);
        SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (connected) {
            ask(key, upgrade);
        }
    }

    void connected(SelectionKey key, ByteBuffer upgrade) throws IOException {
        channel.finishConnect();
        ask(key, upgrade);
    }

    private void ask(SelectionKey key, ByteBuffer upgrade) throws IOException {
        channel.write(upgrade.rewind());
        state = State.ASKING;
        key.interestOps(SelectionKey.OP_READ);
    }

    boolean isUnanswered() {
        return state == State.CONNECTING || state == State.ASKING;
    }

    /** Takes the answer to the handshake, and says the token. */
    void takeAnswer(ByteBuffer in, ByteBuffer auth) throws IOException {
        // "HTTP/1.1 101": on loopback the short answer comes in one piece, and nothing after it before the token.
        int end = in.limit();
        if (end < 16 || in.get(9) != '1' || in.get(11) != '1' || in.get(end - 1) != '\n' || in.get(end - 3) != '\n') {
            throw new IllegalStateException("a board was not let in, or a 101 came in pieces");
        }
        channel.write(auth.rewind());
        state = State.AUTH_SENT;
    }
}
