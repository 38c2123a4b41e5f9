package dev.porchlight.sim.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Keeps a number of connections busy with the same GET: each sends the next request when the answer to the last is whole.
 * One thread, no pipelining. All answers have to be as long as the first.
 */
final class JavaHttpLoad implements AutoCloseable {
    private static final class Client {
        final SocketChannel channel;
        int received;
        long askedAt = System.nanoTime();

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector = Selector.open();
    private final ByteBuffer request;
    private final ByteBuffer in = ByteBuffer.allocateDirect(8_192);
    private final int answerBytes;
    private long[] took = new long[1 << 16];
    private int answers;
    private long runNanos;

    JavaHttpLoad(InetSocketAddress server, String path, int connections) throws IOException {
        request = BareServer.direct(Wire.get(path, server.getPort()));
        answerBytes = learn(server);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Client(channel));
            channel.write(request.rewind());
        }
    }

    /** Asks once and returns how long a whole answer is. */
    private int learn(InetSocketAddress server) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(request.rewind());
            byte[] bytes = new byte[in.capacity()];
            ByteBuffer answer = ByteBuffer.wrap(bytes);
            while (channel.read(answer) >= 0) {
                String text = new String(bytes, 0, answer.position(), StandardCharsets.ISO_8859_1);
                int head = text.indexOf("\r\n\r\n") + 4;
                if (head >= 4 && answer.position() >= head + contentLength(text)) {
                    if (!text.startsWith("HTTP/1.1 200 ")) {
                        throw new IllegalStateException("not a 200 but " + text);
                    }
                    return head + contentLength(text);
                }
            }
            throw new IOException("the server closed instead of answering");
        }
    }

    private static int contentLength(String head) {
        String name = "\r\ncontent-length:";
        int at = head.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)).strip());
    }

    /** Keeps them busy so long; what was counted before is forgotten. */
    void run(Duration time) throws IOException {
        answers = 0;
        long began = System.nanoTime();
        long end = began + time.toNanos();
        while (System.nanoTime() - end < 0) {
            selector.select(this::ready, 100);
        }
        runNanos = System.nanoTime() - began;
    }

    int answers() {
        return answers;
    }

    double perSecond() {
        return answers * 1e9 / runNanos;
    }

    /** By nearest rank; NaN when nothing was answered. */
    double percentileMillis(int percent) {
        long[] sorted = Arrays.copyOf(took, answers);
        Arrays.sort(sorted);
        return answers == 0 ? Double.NaN : sorted[(int) ((answers * (long) percent + 99) / 100) - 1] / 1e6;
    }

    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            in.clear();
            int read = client.channel.read(in);
            if (read < 0 || client.received + read > answerBytes) {
                throw new IOException("an answer was cut off or of another length");
            }
            client.received += read;
            if (client.received == answerBytes) {
                client.received = 0;
                note(client);
                client.channel.write(request.rewind());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(Client client) {
        if (answers == took.length) {
            took = Arrays.copyOf(took, 2 * answers);
        }
        long now = System.nanoTime();
        took[answers++] = now - client.askedAt;
        client.askedAt = now;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
