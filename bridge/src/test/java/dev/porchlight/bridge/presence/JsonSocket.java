package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A client of {@code /socket} that takes every message to pieces. */
public final class JsonSocket implements AutoCloseable {

    private final RawWebSocket socket;
    private final boolean zlib;
    private int frames;

    private JsonSocket(RawWebSocket socket, boolean zlib) {
        this.socket = socket;
        this.zlib = zlib;
    }

    /** Connected, and greeted by Hello. */
    public static JsonSocket open(InetSocketAddress server, String target) throws IOException {
        return over(new RawClient(server), target);
    }

    /** The same over a connection of one's own. */
    public static JsonSocket over(RawClient client, String target) throws IOException {
        JsonSocket json = new JsonSocket(RawWebSocket.over(client, target), target.endsWith("compression=zlib_json"));
        assertThat(json.hear()).isEqualTo(Map.of("op", 1, "d", Map.of("heartbeat_interval", 30_000)));
        return json;
    }

    /** Says something, with single quotes for double ones. */
    public JsonSocket say(String json) throws IOException {
        socket.say(json.replace('\'', '"'));
        return this;
    }

    /** The next message. */
    public Map<String, Object> hear() throws IOException {
        return JSON.std.mapFrom(new String(message(), StandardCharsets.UTF_8));
    }

    /** The payload of the next message, put together and inflated. */
    public byte[] message() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        RawWebSocket.Received frame = socket.receive();
        assertThat(frame.opcode()).as("opcode of %s", frame).isEqualTo(zlib ? RawWebSocket.BINARY : RawWebSocket.TEXT);
        frames = 1;
        all.write(frame.payload().array());
        while ((frame.first() & 0x80) == 0) {
            frame = socket.receive();
            assertThat(frame.opcode()).isEqualTo(RawWebSocket.CONTINUATION);
            frames++;
            all.write(frame.payload().array());
        }
        return zlib ? inflated(all.toByteArray()) : all.toByteArray();
    }

    /** Exactly one whole stream as RFC 1950 has it, its checksum included. */
    private static byte[] inflated(byte[] stream) {
        assertThat(stream).as("zlib header").startsWith(0x78, 0x9C);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(stream);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                assertThat(count > 0 || inflater.finished())
                        .as("a whole stream")
                        .isTrue();
                out.write(buffer, 0, count);
            }
            assertThat(inflater.getRemaining()).as("bytes behind the stream").isZero();
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    /** Of how many frames the last message was. */
    public int frames() {
        return frames;
    }

    /** Asks for this, and takes the answer. */
    public Map<String, Object> initialize(String data) throws IOException {
        return say("{'op':2,'d':" + data + "}").hear();
    }

    /** The server says this, then ends the connection. */
    public void assertClosed(int code, String reason) throws IOException {
        RawWebSocket.Received close = socket.receive();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(StandardCharsets.UTF_8
                        .decode(close.payload().duplicate().position(2))
                        .toString())
                .isEqualTo(reason);
    }

    public RawWebSocket raw() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
