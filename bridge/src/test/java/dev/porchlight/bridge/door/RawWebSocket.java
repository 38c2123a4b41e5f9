package dev.porchlight.bridge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that can break every rule of RFC 6455. */
public final class RawWebSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    /** What the server sent: opcode with FIN in the top bit, as on the wire. */
    public record Received(int first, ByteBuffer payload) {
        public int opcode() {
            return first & 0x0F;
        }

        public String text() {
            return StandardCharsets.UTF_8.decode(payload.duplicate()).toString();
        }

        /** 1005 for an empty close. */
        public int closeCode() {
            assertThat(opcode()).as("opcode of " + text()).isEqualTo(CLOSE);
            return payload.hasRemaining() ? payload.getShort(0) & 0xFFFF : 1005;
        }
    }

    private final RawClient client;

    private RawWebSocket(RawClient client) {
        this.client = client;
    }

    public static RawWebSocket open(InetSocketAddress server, String target) throws IOException {
        return over(new RawClient(server), target);
    }

    public static RawWebSocket over(RawClient client, String target) throws IOException {
        client.send(handshake(target));
        assertThat(client.head()).startsWith("HTTP/1.1 101 ");
        return new RawWebSocket(client);
    }

    /** The handshake of stock firmware (arduinoWebSockets 2.7.1), in its order. */
    public static String handshake(String target) {
        return """
               GET %s HTTP/1.1\r
               Host: 127.0.0.1:8080\r
               Connection: Upgrade\r
               Upgrade: websocket\r
               Sec-WebSocket-Version: 13\r
               Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
               Sec-WebSocket-Protocol: arduino\r
               Origin: file://\r
               User-Agent: arduino-WebSocket-Client\r
               \r
               """.formatted(target);
    }

    /** One masked frame with the shortest length form. */
    public static byte[] frame(boolean fin, int opcode, byte[] payload) {
        int extended = payload.length <= 125 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(2 + extended + 4 + payload.length);
        frame.put((byte) ((fin ? 0x80 : 0) | opcode));
        switch (extended) {
            case 2 -> frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
            case 8 -> frame.put((byte) (0x80 | 127)).putLong(payload.length);
            default -> frame.put((byte) (0x80 | payload.length));
        }
        byte[] mask = {0x12, (byte) 0xA5, 0x77, 0x01};
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % 4]));
        }
        return frame.array();
    }

    public static byte[] text(String text) {
        return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] close(int code, byte... reason) {
        return frame(
                true,
                CLOSE,
                ByteBuffer.allocate(2 + reason.length)
                        .putShort((short) code)
                        .put(reason)
                        .array());
    }

    public RawWebSocket send(byte[]... frames) throws IOException {
        for (byte[] frame : frames) {
            client.send(frame);
        }
        return this;
    }

    public RawWebSocket say(String text) throws IOException {
        return send(text(text));
    }

    public Received receive() throws IOException {
        byte[] header = client.bytes(2);
        assertThat(header[1] & 0x80).as("a server's frames are not masked").isZero();
        int length = header[1] & 0x7F;
        if (length == 126) {
            length = ByteBuffer.wrap(client.bytes(2)).getShort() & 0xFFFF;
        } else if (length == 127) {
            length = Math.toIntExact(ByteBuffer.wrap(client.bytes(8)).getLong());
        }
        return new Received(header[0] & 0xFF, ByteBuffer.wrap(client.bytes(length)));
    }

    /** The text of the next frame, which must be a whole text message. */
    public String hear() throws IOException {
        Received frame = receive();
        assertThat(frame.first()).as("FIN and TEXT").isEqualTo(0x81);
        return frame.text();
    }

    /** The server says this code, then ends the connection in order. */
    public void assertClosedWith(int code) throws IOException {
        assertThat(receive().closeCode()).isEqualTo(code);
        client.assertEnd();
    }

    public RawClient raw() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
