package dev.porchlight.sim.bench;

import dev.porchlight.sim.wire.AcceptKey;
import dev.porchlight.sim.wire.Frame;
import java.nio.charset.StandardCharsets;

/** The bytes of the benchmark's conversations; the same for every board, so that they are made once. */
final class Wire {
    /** Any 16 bytes will do: the fleet does not check the answer to it, SimBoards do that elsewhere. */
    private static final String KEY = "cG9yY2hsaWdodC1iZW5jaA==";

    private Wire() {}

    /** As stock boards ask, see {@code sim.boards.Handshake}. */
    static byte[] upgrade(String path, int port) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY
                        + "\r\nSec-WebSocket-Protocol: arduino\r\nOrigin: file://\r\n"
                        + "User-Agent: arduino-WebSocket-Client\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] auth(String token) {
        return Frame.text("AUTH:" + token).masked();
    }

    static byte[] pong() {
        return Frame.pong(new byte[0]).masked();
    }

    static byte[] get(String path, int port) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer to a handshake whose head is whole, as a loopback peer's is. */
    static byte[] switchingProtocols(String head) {
        String name = "Sec-WebSocket-Key: ";
        int at = head.indexOf(name) + name.length();
        String key = head.substring(at, head.indexOf('\r', at));
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
