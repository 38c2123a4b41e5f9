package dev.porchlight.sim.bench;

import dev.porchlight.sim.wire.Frame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Many clients of {@code /socket} that count what they are told: read by one thread, which looks at no more of a message than
 * whom it is about and, while times are taken, when it was caused. Another thread waits for what it has counted.
 */
final class Watchers implements AutoCloseable {
    /** What an activity is called that tells when it began, before the nanoseconds. */
    static final String BEGAN = "began ";

    private static final byte[] BEGAN_BYTES = BEGAN.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER = "\"user_id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INIT = "\"INIT_STATE\"".getBytes(StandardCharsets.US_ASCII);
    private static final int NONE = -1;

    /** Twice as often as asked for: what is behind is not to be taken for dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final byte[] BEAT = Frame.text("{\"op\":3}").masked();
    /** In which the words above stand, behind a number. */
    private static final int HEAD = 80;

    private final Selector selector = Selector.open();
    private final List<Watcher> watchers = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private byte[] marker = {};
    private int marked;
    private int initialized;
    private long messages;
    private long lastAt;
    private double[] latencies = {}; // in milliseconds
    private int latencyCount = NONE; // while no times are taken
    private IOException over;

    /** One client; what is left of a frame is kept until the rest comes. */
    private static final class Watcher {
        private final SocketChannel channel;
        private byte[] rest = {};
        private boolean continued; // a message of several frames is under way

        Watcher(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /**
     * Connected, and told the first state of everybody.
     *
     * @param ids whom each of them watches, by its number
     */
    Watchers(InetSocketAddress server, int count, IntFunction<List<Long>> ids, Duration patience) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            write(channel, Wire.upgrade("/socket", server.getPort()));
            byte[] rest = afterHead(channel);
            Watcher watcher = new Watcher(channel);
            watcher.rest = rest;
            write(channel, Frame.text(initialize(ids.apply(i))).masked());
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, watcher);
            watchers.add(watcher);
        }
        Thread.ofPlatform().daemon().name("watchers").start(this::run);
        await("the first state", patience, () -> initialized == count);
    }

    private static String initialize(List<Long> ids) {
        StringBuilder text = new StringBuilder("{\"op\":2,\"d\":{\"subscribe_to_ids\":[");
        for (long id : ids) {
            text.append(text.charAt(text.length() - 1) == '[' ? "\"" : ",\"")
                    .append(Long.toUnsignedString(id))
                    .append('"');
        }
        return text.append("]}}").toString();
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** What came behind the answer to the handshake. */
    private static byte[] afterHead(SocketChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(4096);
        while (channel.read(head) >= 0) {
            String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0 && text.startsWith("HTTP/1.1 101")) {
                return Arrays.copyOfRange(head.array(), end + 4, head.position());
            }
            if (end >= 0) {
                throw new BadAnswer("/socket", text, "did not upgrade");
            }
        }
        throw new IOException("/socket closed the connection");
    }

    private void run() {
        try {
            long beaten = System.nanoTime();
            while (true) {
                selector.select(this::read, HEARTBEAT.toMillis());
                if (System.nanoTime() - beaten > HEARTBEAT.toNanos()) {
                    beaten = System.nanoTime();
                    for (Watcher watcher : watchers) {
                        watcher.channel.write(ByteBuffer.wrap(BEAT));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            ended(e);
        }
    }

    private synchronized void ended(Exception e) {
        over = e instanceof IOException io ? io : new IOException(e);
        notifyAll();
    }

    private void read(SelectionKey key) {
        Watcher watcher = (Watcher) key.attachment();
        try {
            in.clear().put(watcher.rest);
            if (watcher.channel.read(in) < 0) {
                throw new IOException("/socket closed the connection");
            }
            frames(watcher, in.flip(), System.nanoTime());
            watcher.rest = new byte[in.remaining()];
            in.get(watcher.rest);
        } catch (IOException e) {
            key.cancel();
            ended(e);
        }
    }

    private synchronized void frames(Watcher watcher, ByteBuffer bytes, long now) {
        while (true) {
            int start = bytes.position();
            int length = payload(bytes);
            if (length < 0) {
                bytes.position(start);
                break;
            }
            int payload = bytes.position();
            int first = bytes.get(start);
            if ((first & 0x0F) == 0x8) {
                ended(new IOException("/socket closed with " + bytes.getShort(payload)));
            } else if ((first & 0x0F) < 0x8 && !watcher.continued) {
                message(bytes, payload, length, now);
            }
            if ((first & 0x0F) < 0x8) {
                watcher.continued = first >= 0; // without FIN
            }
            bytes.position(payload + length);
        }
        notifyAll();
    }

    /** Moves on to the payload; its length, or −1 when not all of it is there. */
    private static int payload(ByteBuffer bytes) {
        if (bytes.remaining() < 2) {
            return -1;
        }
        int length = bytes.get(bytes.position() + 1);
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (bytes.remaining() < header) {
            return -1;
        }
        if (length == 126) {
            length = bytes.getShort(bytes.position() + 2) & 0xFFFF;
        } else if (length == 127) {
            length = Math.toIntExact(bytes.getLong(bytes.position() + 2));
        }
        if (bytes.remaining() < header + length) {
            return -1;
        }
        bytes.position(bytes.position() + header);
        return length;
    }

    private void message(ByteBuffer bytes, int from, int length, long now) {
        messages++;
        int user = find(bytes, from, Math.min(length, HEAD), USER);
        if (user >= 0 && marker.length > 0 && matches(bytes, user + USER.length, marker)) {
            marked++;
            lastAt = now;
        } else if (find(bytes, from, Math.min(length, HEAD), INIT) >= 0) {
            initialized++;
        } else if (latencyCount != NONE) {
            int began = find(bytes, from, length, BEGAN_BYTES);
            if (began >= 0) {
                if (latencyCount == latencies.length) {
                    latencies = Arrays.copyOf(latencies, Math.max(65_536, latencyCount * 2));
                }
                latencies[latencyCount++] = (now - number(bytes, began + BEGAN_BYTES.length)) / 1e6;
            }
        }
    }

    private static int find(ByteBuffer bytes, int from, int length, byte[] what) {
        for (int at = from; at <= from + length - what.length; at++) {
            if (bytes.get(at) == what[0] && matches(bytes, at, what)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(ByteBuffer bytes, int at, byte[] what) {
        for (int i = 0; i < what.length; i++) {
            if (bytes.get(at + i) != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static long number(ByteBuffer bytes, int from) {
        long number = 0;
        for (int at = from; bytes.get(at) >= '0' && bytes.get(at) <= '9'; at++) {
            number = number * 10 + bytes.get(at) - '0';
        }
        return number;
    }

    /** From now on the update of this person is waited for, which all of them watch. */
    synchronized void want(long id) {
        marker = (Long.toUnsignedString(id) + "\"").getBytes(StandardCharsets.US_ASCII);
        marked = 0;
    }

    /** Until all of them have been told of the person wanted; {@link System#nanoTime()} of the last one. */
    synchronized long awaitMarked(Duration patience) throws IOException {
        await("the last update", patience, () -> marked >= watchers.size());
        return lastAt;
    }

    /** Takes the time of each update from now on. */
    synchronized void takeTimes() {
        latencyCount = 0;
    }

    /** The times taken, and no more of them. */
    synchronized Samples times() {
        Samples taken = Samples.of(Arrays.copyOf(latencies, Math.max(0, latencyCount)));
        latencyCount = NONE;
        return taken;
    }

    synchronized long messages() {
        return messages;
    }

    /** What is to come true. */
    private interface Condition {
        boolean met();
    }

    private synchronized void await(String what, Duration patience, Condition condition) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.met()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (over != null) {
                    throw over;
                }
                if (left <= 0) {
                    throw new BadAnswer(
                            "/socket", "", "did not tell " + what + " within " + patience.toSeconds() + " s");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Watcher watcher : watchers) {
            watcher.channel.close();
        }
        selector.close();
    }
}
