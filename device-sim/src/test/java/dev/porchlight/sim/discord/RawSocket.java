package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A TCP connection to the simulated Discord and nothing above it, to see the bytes themselves. */
final class RawSocket implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = socket.getInputStream();
    }

    /** A gateway connection, past its handshake. */
    static RawSocket onGateway(int port, String path) throws IOException {
        RawSocket raw = new RawSocket(port);
        raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        raw.readHead();
        return raw;
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void sendFrame(String text) throws IOException {
        socket.getOutputStream().write(Frame.text(text).masked());
    }

    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the head ended early: " + head);
            }
            head.append((char) b);
        }
        return head.toString();
    }

    byte[] read(int n) throws IOException {
        return in.readNBytes(n);
    }

    /** Everything up to the end of the connection, whichever end that is. */
    String readToTheEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection did not end; so far: " + all.toString(StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            // Reset: an end like any other.
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The payload of the next frame, as a server sends it: not masked, up to 64 KiB. */
    byte[] readFrame() throws IOException {
        byte[] head = read(2);
        int length = head[1];
        if (length == 126) {
            byte[] extended = read(2);
            length = (extended[0] & 0xFF) << 8 | (extended[1] & 0xFF);
        }
        return read(length);
    }

    /** Skips to the frame that has this in it. */
    void awaitFrame(String text) throws IOException {
        while (!new String(readFrame(), StandardCharsets.UTF_8).contains(text)) {
            // Another one.
        }
    }

    /** Whether nothing comes for so long, not even an end. */
    boolean isSilentFor(int ms) throws IOException {
        socket.setSoTimeout(ms);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
