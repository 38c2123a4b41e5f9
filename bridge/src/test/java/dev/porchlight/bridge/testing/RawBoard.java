package dev.porchlight.bridge.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A board written by hand over a plain socket, byte for byte what the stock firmware sends (arduinoWebSockets 2.7.1), so
 * that no library of ours stands between a test and the wire. One thread at a time.
 */
public final class RawBoard implements AutoCloseable {

    /** One frame as received. */
    public static final class Received {
        private final int opcode;
        private final byte[] payload;

        private Received(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        public byte[] payload() {
            return payload.clone();
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code of a close frame, or 1005 for an empty one. */
        public int closeCode() {
            return payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }
    }

    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket = new Socket();
    private final InputStream in;
    private String head;

    private RawBoard(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and sends the stock handshake for this path; {@link #head()} is the answer. */
    public static RawBoard open(int port, String path) throws IOException {
        return open(port, path, "file://");
    }

    /** The same from a page of some origin. */
    public static RawBoard open(int port, String path, String origin) throws IOException {
        RawBoard board = new RawBoard(port);
        board.send(("GET " + path + " HTTP/1.1\r\n"
                        + "Host: 127.0.0.1:" + port + "\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: arduino\r\n"
                        + "Origin: " + origin + "\r\n"
                        + "User-Agent: arduino-WebSocket-Client\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        board.head = board.readHead();
        return board;
    }

    /** Opens {@code /ws} and sends the token. */
    public static RawBoard authenticated(int port, String token) throws IOException {
        return authenticated(port, "/ws", token);
    }

    public static RawBoard authenticated(int port, String path, String token) throws IOException {
        RawBoard board = open(port, path);
        board.frame(TEXT, "AUTH:" + token);
        return board;
    }

    public String head() {
        return head;
    }

    /** The status of the answer to the handshake. */
    public int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends one final, masked frame. */
    public void frame(int opcode, String payload) throws IOException {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (bytes.length <= 125) {
            frame.write(0x80 | bytes.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(bytes.length >> 8);
            frame.write(bytes.length);
        }
        frame.writeBytes(mask);
        for (int i = 0; i < bytes.length; i++) {
            frame.write(bytes[i] ^ mask[i % 4]);
        }
        send(frame.toByteArray());
    }

    /** The next frame that is not a ping; pings are answered. */
    public Received next() throws IOException {
        while (true) {
            Received frame = read();
            if (frame.opcode() != PING) {
                return frame;
            }
            frame(PONG, frame.text());
        }
    }

    /** The text of the next frame. */
    public String nextText() throws IOException {
        Received frame = next();
        if (frame.opcode() != TEXT) {
            throw new IOException(
                    "opcode " + frame.opcode() + " where text was expected, close code " + frame.closeCode());
        }
        return frame.text();
    }

    /** Whether nothing at all arrives in this time: the one thing that can only be shown by waiting. */
    public boolean silentFor(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException("the server has gone");
            }
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout((int) PATIENCE.toMillis());
        }
    }

    /** Whether the server has ended the connection. */
    public boolean ended() throws IOException {
        return in.read() < 0;
    }

    private Received read() throws IOException {
        int first = need();
        int length = need();
        if (length == 126) {
            length = (need() << 8) | need();
        } else if (length == 127) {
            throw new IOException("a frame too long for a board");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("cut inside a frame");
        }
        return new Received(first & 0x0F, payload);
    }

    private int need() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the server has gone");
        }
        return b;
    }

    private String readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            bytes.write(need());
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
