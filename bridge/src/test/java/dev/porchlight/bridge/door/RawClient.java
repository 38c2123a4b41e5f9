package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A TCP client that sends what it is told, byte for byte. Every read ends after {@value #PATIENCE_MILLIS} ms. */
public final class RawClient implements AutoCloseable {

    static final int PATIENCE_MILLIS = 10_000;

    /** An HTTP answer; header names in lower case, the text of the head as it came. */
    public record Answer(int status, String head, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.get(name);
        }
    }

    private final java.net.Socket socket = new java.net.Socket();
    private final InputStream in;

    public RawClient(InetSocketAddress server) throws IOException {
        this(server, 0, null);
    }

    private RawClient(InetSocketAddress server, int receiveBuffer, String from) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        if (from != null) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        in = new BufferedInputStream(socket.getInputStream(), 1024);
    }

    /** One whose kernel takes little before it pushes back. */
    public static RawClient withSmallWindow(InetSocketAddress server) throws IOException {
        return new RawClient(server, 4 * 1024, null);
    }

    public static RawClient from(String localAddress, InetSocketAddress server) throws IOException {
        return new RawClient(server, 0, localAddress);
    }

    /** Sends text whose characters are bytes. */
    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Each byte in a segment of its own, as far as the kernel lets us. */
    public RawClient sendByteByByte(String text) throws IOException {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            socket.getOutputStream().write(b);
        }
        return this;
    }

    public RawClient halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    public Answer answer() throws IOException {
        return answer(true);
    }

    public Answer answerToHead() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean withBody) throws IOException {
        String head = head();
        Map<String, String> headers = new TreeMap<>();
        String[] lines = head.split("\r\n", -1);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(": ");
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            assertThat(headers.put(name, lines[i].substring(colon + 2)))
                    .as("a second header %s", name)
                    .isNull();
        }
        assertThat(lines[0]).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(lines[0].substring(9, 12));
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        return new Answer(status, head, headers, new String(bytes(length), StandardCharsets.UTF_8));
    }

    /** A head without its empty line. */
    public String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new AssertionError("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.length() - 4);
    }

    public byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        assertThat(bytes).as("all bytes before the end").hasSize(count);
        return bytes;
    }

    /** Fails unless the server has ended the connection in order, with nothing more to read. */
    public void assertEnd() throws IOException {
        assertThat(in.read()).as("end of the stream").isEqualTo(-1);
    }

    /** Waits for the end of the connection, orderly or not, throwing away what comes before. */
    public void awaitGone() throws IOException {
        try {
            byte[] waste = new byte[8192];
            while (in.read(waste) >= 0) {
                // until the end
            }
        } catch (SocketException e) {
            // a reset is an end too
        }
    }

    /** Closes before the test is over. */
    public void leave() throws IOException {
        socket.close();
    }

    public java.net.Socket socket() {
        return socket;
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
