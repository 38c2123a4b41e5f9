package dev.porchlight.sim.bench;

import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A gateway client that lets a bot log in, asks for the compression that JDA asks for, and then counts messages without
 * looking at them: how fast the simulated Discord can talk at best. It answers no heartbeat, so it lives a minute.
 *
 * <p>A thread of its own reads; another one waits for what it has counted.
 */
final class GatewaySink implements AutoCloseable {
    private static final int GUILDS_AND_VOICE_STATES = 1 | 1 << 7;
    /** HELLO, READY and one GUILD_CREATE. */
    private static final int GREETINGS = 3;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(256 * 1024).limit(0);
    private long messages;
    private long lastAt;
    private long wanted = GREETINGS;
    private IOException over;

    /** Logged in when it is there. */
    GatewaySink(int port) throws IOException, InterruptedException {
        channel = SocketChannel.open(new InetSocketAddress(Setup.LOOPBACK, port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        write(Wire.upgrade("/?v=10&encoding=json&compress=zlib-stream", port));
        readHead();
        write(Frame.text("{\"op\":2,\"d\":{\"token\":\"" + Setup.TOKEN + "\",\"intents\":" + GUILDS_AND_VOICE_STATES
                        + ",\"properties\":{}}}")
                .masked());
        Thread.ofPlatform().daemon().name("gateway-sink").start(this::count);
        await();
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private void readHead() throws IOException {
        while (true) {
            read();
            String head = new String(in.array(), 0, in.limit(), StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end >= 0 && head.startsWith("HTTP/1.1 101")) {
                in.position(end + 4);
                return;
            }
            if (end >= 0) {
                throw new IOException("the simulated Discord did not upgrade: " + head);
            }
        }
    }

    private void read() throws IOException {
        in.compact();
        if (channel.read(in) < 0) {
            throw new IOException("the simulated Discord has closed the connection");
        }
        in.flip();
    }

    private void count() {
        try {
            while (true) {
                for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
                    counted();
                }
                read();
            }
        } catch (IOException e) {
            ended(e);
        }
    }

    private synchronized void counted() {
        messages++;
        if (messages == wanted) {
            lastAt = System.nanoTime();
            notifyAll();
        }
    }

    private synchronized void ended(IOException cause) {
        over = cause;
        notifyAll();
    }

    /** From here on so many messages more are waited for; said before the first of them is sent. */
    synchronized void want(long more) {
        wanted = messages + more;
    }

    /** Waits for them, and gives the time of the last; {@link System#nanoTime()}. */
    synchronized long await() throws IOException, InterruptedException {
        while (messages < wanted) {
            if (over != null) {
                throw over;
            }
            wait();
        }
        return lastAt;
    }

    private Optional<Frame> next() {
        return FrameReader.read(in, false, in.capacity());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
