package dev.porchlight.bridge.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.door.CloseCode;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.door.TestEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6455 framing as the Autobahn test suite asks for it, case by case, of an echo endpoint; autobahn.txt is the table. */
class AutobahnTest {

    /** One line of the table. */
    record Case(String id, String cut, String sent, String expected) {
        @Override
        public String toString() {
            return id;
        }
    }

    /** One frame of a line, its payload before masking. */
    private static final class Words {

        private static final Pattern FRAME = Pattern.compile("(~)|([a-z]+)([0-9]*)(-?)(?:/rsv([0-7]))?\\(([^)]*)\\)");

        private final String kind;
        private final boolean fin;
        private final int rsv;
        private final byte[] payload;

        private Words(String kind, boolean fin, int rsv, byte[] payload) {
            this.kind = kind;
            this.fin = fin;
            this.rsv = rsv;
            this.payload = payload;
        }

        static List<Words> of(String text) {
            List<Words> all = new ArrayList<>();
            Matcher matcher = FRAME.matcher(text);
            while (matcher.find()) {
                String kind = matcher.group(1) != null ? "~" : matcher.group(2) + matcher.group(3);
                int rsv = matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5));
                byte[] bytes = matcher.group(6) == null
                        ? new byte[0]
                        : kind.equals("close") ? closePayload(matcher.group(6)) : payload(matcher.group(6));
                all.add(new Words(kind, !"-".equals(matcher.group(4)), rsv, bytes));
            }
            assertThat(matcher.replaceAll("")).as("what is left of %s", text).isBlank();
            return all;
        }

        private static byte[] payload(String text) {
            if (text.startsWith("0x")) {
                return HexFormat.of().parseHex(text, 2, text.length());
            }
            if (text.matches("\\*[0-9]+")) {
                return repeated('*', Integer.parseInt(text.substring(1)));
            }
            if (text.matches("[0-9]+x[0-9a-f]{2}")) {
                String[] parts = text.split("x", 2);
                return repeated(Integer.parseInt(parts[1], 16), Integer.parseInt(parts[0]));
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] repeated(int value, int count) {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) value);
            return bytes;
        }

        private static byte[] closePayload(String text) {
            if (text.isEmpty() || text.startsWith("0x")) {
                return payload(text);
            }
            String[] parts = text.split(" ", 2);
            byte[] reason = parts.length == 1 ? new byte[0] : payload(parts[1]);
            return ByteBuffer.allocate(2 + reason.length)
                    .putShort((short) Integer.parseInt(parts[0]))
                    .put(reason)
                    .array();
        }

        int opcode() {
            return switch (kind) {
                case "cont" -> RawWebSocket.CONTINUATION;
                case "text" -> RawWebSocket.TEXT;
                case "binary" -> RawWebSocket.BINARY;
                case "close" -> RawWebSocket.CLOSE;
                case "ping" -> RawWebSocket.PING;
                case "pong" -> RawWebSocket.PONG;
                default -> Integer.parseInt(kind.substring(2));
            };
        }

        byte[] wire() {
            byte[] wire = RawWebSocket.frame(fin, opcode(), payload);
            wire[0] |= (byte) (rsv << 4);
            return wire;
        }
    }

    private static TestDoor door;

    @BeforeAll
    static void open() throws IOException {
        door = TestDoor.open(
                new Routes().webSocket("/echo", new TestEndpoint(TestEndpoint.limits(1024 * 1024), Echo::new)));
    }

    @AfterAll
    static void close() {
        assertThat(door.counts().handlerErrors()).isZero();
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    static List<Case> cases() throws IOException {
        return Table.read("autobahn.txt", 5).stream()
                .map(row -> new Case(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isPassed(Case test) throws IOException {
        List<Words> expected = Words.of(test.expected());
        try (RawWebSocket peer = door.webSocket("/echo")) {
            int heard = send(peer, test, expected);
            for (Words answer : expected.subList(heard, expected.size())) {
                hear(peer, answer);
            }
            if (expected.isEmpty() || !expected.getLast().kind.equals("close")) {
                peer.send(RawWebSocket.close(CloseCode.NORMAL));
                hear(peer, Words.of("close(1000)").getFirst());
            }
            peer.raw().assertEnd();
        }
    }

    private static void hear(RawWebSocket peer, Words expected) throws IOException {
        RawWebSocket.Received frame = peer.receive();
        assertThat(frame.first()).as("FIN and opcode").isEqualTo(0x80 | expected.opcode());
        assertThat(frame.payload().compareTo(ByteBuffer.wrap(expected.payload)))
                .as("the payload")
                .isZero();
    }

    /** Returns how many of the answers were heard on the way. */
    private static int send(RawWebSocket peer, Case test, List<Words> expected) throws IOException {
        String[] cut = test.cut().split(" ", -1);
        int heard = 0;
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (Words frame : Words.of(test.sent())) {
            if (frame.kind.equals("~")) {
                flush(peer, together);
                hear(peer, expected.get(heard++));
                continue;
            }
            byte[] wire = cut[0].equals("fragments") ? fragments(frame, Integer.parseInt(cut[1])) : frame.wire();
            switch (cut[0]) {
                case "whole", "fragments" -> together.writeBytes(wire);
                case "frames" -> offer(peer, wire);
                case "octets" -> chops(peer, wire, 1);
                case "chops" -> chops(peer, wire, Integer.parseInt(cut[1]));
                case "at" -> {
                    int first = Integer.parseInt(cut[1]);
                    int second = Integer.parseInt(cut[2]);
                    offer(peer, Arrays.copyOf(wire, first));
                    offer(peer, Arrays.copyOfRange(wire, first, second));
                    offer(peer, Arrays.copyOfRange(wire, second, wire.length));
                }
                default -> throw new IllegalArgumentException(test.cut());
            }
        }
        flush(peer, together);
        return heard;
    }

    private static void flush(RawWebSocket peer, ByteArrayOutputStream together) {
        if (together.size() > 0) {
            offer(peer, together.toByteArray());
            together.reset();
        }
    }

    private static void chops(RawWebSocket peer, byte[] wire, int size) {
        for (int at = 0; at < wire.length; at += size) {
            offer(peer, Arrays.copyOfRange(wire, at, Math.min(wire.length, at + size)));
        }
    }

    /** Sends to a peer that may have closed already, with good reason; what it said is still there to be read. */
    private static void offer(RawWebSocket peer, byte[] bytes) {
        try {
            peer.send(bytes);
        } catch (IOException e) {
            // the answer tells
        }
    }

    private static byte[] fragments(Words message, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] payload = message.payload;
        for (int at = 0; at < payload.length; at += size) {
            int end = Math.min(payload.length, at + size);
            int opcode = at == 0 ? message.opcode() : RawWebSocket.CONTINUATION;
            all.writeBytes(RawWebSocket.frame(end == payload.length, opcode, Arrays.copyOfRange(payload, at, end)));
        }
        return all.toByteArray();
    }
}
