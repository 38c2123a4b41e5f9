package dev.porchlight.sim.boards;

import dev.porchlight.sim.wire.AcceptKey;
import dev.porchlight.sim.wire.HttpHead;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One WebSocket upgrade, as arduinoWebSockets 2.7.1 asks for it and as it judges the answer. */
final class Handshake {
    private final BoardUrl url;
    private final String key;

    Handshake(BoardUrl url) {
        this.url = url;
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
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

    /** Why the answer will not do; empty when it will. {@code Connection: keep-alive, Upgrade} will not. */
    Optional<String> refusal(HttpHead answer) {
        String[] status = answer.startLine().split(" ", 3);
        if (status.length < 2 || !status[1].equals("101")) {
            return Optional.of("answered with " + answer.startLine());
        }
        if (!answer.header("Connection").equalsIgnoreCase("upgrade")) {
            return Optional.of("Connection is not exactly upgrade but " + answer.header("Connection"));
        }
        if (!answer.header("Upgrade").equalsIgnoreCase("websocket")) {
            return Optional.of("Upgrade is not websocket but " + answer.header("Upgrade"));
        }
        if (!answer.header("Sec-WebSocket-Accept").equals(AcceptKey.of(key))) {
            return Optional.of("the accept key is wrong");
        }
        return Optional.empty();
    }
}
