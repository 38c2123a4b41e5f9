package dev.porchlight.sim.attack;

import dev.porchlight.sim.wire.BadFrame;
import dev.porchlight.sim.wire.Frame;
import dev.porchlight.sim.wire.FrameReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One hostile connection, blocking. One thread uses it, another may close it.
 *
 * <p>What it reads has a deadline of {@value #ANSWER_MILLIS} ms, more than every limit that a prompt answer can meet.
 */
final class Peer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 12_000;
    private static final int BUFFER_BYTES = 512; // small, for those that read slowly
    private static final int MAX_HEAD_BYTES = 16_384;

    private final Socket socket = new Socket();
    private final InputStream in;
    private ByteBuffer frames = ByteBuffer.allocate(256).flip();
    private volatile boolean overdue;

    Peer(InetSocketAddress server, InetAddress from, int receiveBuffer) throws IOException {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(server, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    void send(byte... bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw judged(e);
        }
    }

    /** One byte for each character. */
    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The head of the next answer, "" when the connection ended before its first byte. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD_BYTES && head.indexOf("\r\n\r\n") < 0) {
            int next = read();
            if (next < 0) {
                if (head.isEmpty()) {
                    return "";
                }
                throw new Unexpected("half an answer: " + firstLine(head.toString()));
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Everything until the server ends the connection, the last {@code keep} bytes of which are given. */
    String rest(int keep) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int next = read();
            if (next < 0) {
                return text.toString();
            }
            if (text.length() < keep) {
                text.append((char) next);
            }
        }
    }

    /** Takes so many bytes and no more. */
    void sip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            if (read() < 0) {
                throw new SocketException("ended");
            }
        }
    }

    /** The next frame, or empty when the connection has ended without one. */
    Optional<Frame> frame() throws IOException {
        try {
            while (true) {
                Optional<Frame> frame = FrameReader.read(frames, false, 4_096);
                if (frame.isPresent()) {
                    return frame;
                }
                int next = read();
                if (next < 0) {
                    return Optional.empty();
                }
                frames = ByteBuffer.allocate(frames.remaining() + 1 + in.available())
                        .put(frames)
                        .put((byte) next);
                while (frames.hasRemaining() && in.available() > 0) {
                    frames.put((byte) in.read());
                }
                frames.flip();
            }
        } catch (BadFrame e) {
            throw new Unexpected("the server sent a bad frame: " + e.getMessage());
        }
    }

    private int read() throws IOException {
        try {
            return in.read();
        } catch (SocketTimeoutException e) {
            throw new Unexpected("neither answered nor closed within " + ANSWER_MILLIS / 1_000 + " s");
        } catch (IOException e) {
            throw judged(e);
        }
    }

    private IOException judged(IOException e) {
        if (overdue) {
            throw new Unexpected("a socket outlived its limit");
        }
        return e;
    }

    /** For attacks that wait longer than an answer may take. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** What this attack still does is no fault of its own: the server should have ended the connection by now. */
    void overdue() {
        overdue = true;
    }

    /** Ends it without a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 80) : line;
    }
}
