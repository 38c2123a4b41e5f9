package dev.porchlight.sim.attack;

import java.io.IOException;
import java.util.Base64;
import java.util.Random;

/** The WebSocket handshake of a hostile client. Stateless. */
final class Knock {
    private Knock() {}

    /** A good request for {@code /ws}, as stock boards send it; what follows the path comes along. */
    static String request(Target target, Random random, String query) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        return "GET /ws" + query + " HTTP/1.1\r\nHost: " + target.host()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(nonce)
                + "\r\nSec-WebSocket-Protocol: arduino\r\nOrigin: file://\r\n"
                + "User-Agent: arduino-WebSocket-Client\r\n\r\n";
    }

    /** Gets in as far as a stranger can; false when turned away for load. */
    static boolean in(Peer peer, Target target, Random random) throws IOException {
        peer.send(request(target, random, ""));
        return Verdicts.answered(peer, 101, "a good handshake") == Outcome.AS_PROMISED;
    }
}
