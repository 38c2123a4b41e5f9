package dev.porchlight.sim.boards;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server's answer to the handshake, read line by line as arduinoWebSockets 2.7.1 does: a line ends with LF, of the headers
 * it looks at three, and any one {@code Connection} that is exactly {@code upgrade} will do.
 *
 * @param statusLine as received
 * @param connection the last {@code Connection}, for the person who wonders why it will not do
 */
record Answer(String statusLine, boolean upgrade, boolean webSocket, String connection, String accept) {

    /** Takes a whole answer off the buffer; empty, and the buffer unchanged, while its blank line is not there yet. */
    static Optional<Answer> read(ByteBuffer in) {
        int start = in.position();
        String statusLine = "";
        boolean upgrade = false;
        boolean webSocket = false;
        String connection = "";
        String accept = "";
        for (String line = line(in); line != null; line = line(in)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            String value = value(line, colon);
            if (line.isEmpty()) {
                return Optional.of(new Answer(statusLine, upgrade, webSocket, connection, accept));
            } else if (line.startsWith("HTTP/1.")) {
                statusLine = line;
            } else if (name.equalsIgnoreCase("Connection")) {
                connection = value;
                upgrade |= value.equalsIgnoreCase("upgrade");
            } else if (name.equalsIgnoreCase("Upgrade")) {
                webSocket |= value.equalsIgnoreCase("websocket");
            } else if (name.equalsIgnoreCase("Sec-WebSocket-Accept")) {
                accept = ArduinoText.trim(value);
            }
        }
        in.position(start);
        return Optional.empty();
    }

    boolean switchesProtocols() {
        return statusLine.length() >= 12 && statusLine.startsWith("101", 9);
    }

    private static String line(ByteBuffer in) {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                byte[] bytes = new byte[i - in.position()];
                in.get(bytes).get();
                return ArduinoText.trim(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    /** One blank after the colon is forgiven, a second one is part of the value. */
    private static String value(String line, int colon) {
        if (colon < 0) {
            return "";
        }
        String value = line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
