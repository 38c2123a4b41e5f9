package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A checked WebSocket handshake (RFC 6455 §4.2.1, in its order) and the answer to it (§4.2.2).
 *
 * <p>{@code Connection: Upgrade} is answered alone: stock boards compare the whole value and would refuse a list.
 */
final class Handshake {

    private final String key;
    private final String subprotocol;

    private Handshake(String key, String subprotocol) {
        this.key = key;
        this.subprotocol = subprotocol;
    }

    static Handshake check(RequestHead head) throws Refusal {
        if (!head.headerHasToken("upgrade", "websocket") || !head.headerHasToken("connection", "upgrade")) {
            throw Refusal.upgradeRequired();
        }
        if (!head.method().equals("GET")) {
            throw Refusal.methodNotAllowed("GET");
        }
        if (!head.http11()) {
            throw Refusal.malformed("An upgrade needs HTTP/1.1");
        }
        if (!"13".equals(head.header("sec-websocket-version"))) {
            throw Refusal.unsupportedWebSocketVersion();
        }
        String key = head.header("sec-websocket-key");
        if (!isSixteenBytes(key)) {
            throw Refusal.malformed("Sec-WebSocket-Key is not 16 bytes in base64");
        }
        return new Handshake(key, firstSubprotocol(head));
    }

    private static boolean isSixteenBytes(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String firstSubprotocol(RequestHead head) {
        String offered = head.header("sec-websocket-protocol");
        String first = offered == null ? "" : offered.split(",", 2)[0].strip();
        return HeadParser.isToken(first) ? first : "";
    }

    /** The 101, in one piece. */
    ByteBuffer answer(FrameCodec codec, boolean echoSubprotocol) {
        String protocol =
                echoSubprotocol && !subprotocol.isEmpty() ? "Sec-WebSocket-Protocol: " + subprotocol + "\r\n" : "";
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + codec.accept(key) + "\r\n" + protocol + "\r\n";
        return ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
    }
}
