package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.AcceptKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** One WebSocket upgrade, as arduinoWebSockets 2.7.1 asks for it and as it judges the answer. */
final class Handshake {
    /** What the library says, as plain bytes, to a server whose answer is no upgrade. */
    static final byte[] PROTEST = "This is a webSocket client!".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_HEAD_BYTES = 8 * 1024;

    private final BoardUrl url;
    private final String key = Base64.getEncoder().encodeToString(StockFrames.nonce());

    Handshake(BoardUrl url) {
        this.url = url;
    }

    /** The request, headers in the firmware's order; the port is always said, even 80. */
    byte[] request() {
        return ("GET " + url.path() + " HTTP/1.1\r\n"
                        + "Host: " + url.host() + ":" + url.port() + "\r\n"
                        + "Connection: Upgrade\r\n"
                        + "Upgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: " + key + "\r\n"
                        + "Sec-WebSocket-Protocol: arduino\r\n"
                        + "Origin: file://\r\n"
                        + "User-Agent: arduino-WebSocket-Client\r\n"
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What the board makes of an answer.
     *
     * @param refusal why it will not do; "" when it will
     * @param protests whether the board says {@link #PROTEST} before it goes
     */
    record Verdict(String refusal, boolean protests) {
        boolean accepts() {
            return refusal.isEmpty();
        }
    }

    /** Takes the answer off the buffer; empty while it is not whole. */
    Optional<Verdict> read(ByteBuffer in) {
        Optional<Answer> answer = Answer.read(in);
        if (answer.isEmpty() && in.remaining() > MAX_HEAD_BYTES) {
            return Optional.of(new Verdict("an endless answer to the handshake", false));
        }
        return answer.map(whole -> new Verdict(refusal(whole).orElse(""), protests(whole)));
    }

    /** Why the answer will not do; empty when it will. {@code Connection: keep-alive, Upgrade} will not. */
    private Optional<String> refusal(Answer answer) {
        if (!answer.switchesProtocols()) {
            return Optional.of("answered with " + answer.statusLine());
        }
        if (!answer.upgrade()) {
            return Optional.of("Connection is not exactly upgrade but " + answer.connection());
        }
        if (!answer.webSocket()) {
            return Optional.of("Upgrade is not websocket");
        }
        if (!answer.accept().equals(AcceptKey.of(key))) {
            return Optional.of("the accept key is wrong");
        }
        return Optional.empty();
    }

    /** It does not when only the status is wrong. */
    private static boolean protests(Answer answer) {
        return answer.switchesProtocols() || !answer.upgrade() || !answer.webSocket();
    }
}
