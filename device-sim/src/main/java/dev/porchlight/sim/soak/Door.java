package dev.porchlight.sim.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the bridge over HTTP, a connection each time, so that none of ours is open when its files are counted. */
final class Door {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST_BYTES = 1 << 20;

    private static final String METRICS = "/metrics";

    private final InetSocketAddress address;

    Door(InetSocketAddress address) {
        this.address = address;
    }

    /** What {@code /health} says of what a soak knows; -1 for what it does not say. */
    record Health(boolean ready, int voiceUsers, int espClients) {
        static Health of(String body) {
            return new Health(
                    body.contains("\"discordReady\":true"), number(body, "voiceUsers"), number(body, "espClients"));
        }

        private static int number(String body, String name) {
            Matcher found = Pattern.compile("\"" + name + "\":([0-9]{1,9})").matcher(body);
            return found.find() ? Integer.parseInt(found.group(1)) : -1;
        }
    }

    Health health() throws IOException {
        return Health.of(get("/health"));
    }

    /** A page of {@code /metrics}. */
    record Metrics(String page) {
        /** Empty when it is not there. */
        OptionalDouble value(String name) {
            return page.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst();
        }
    }

    Metrics metrics() throws IOException {
        return new Metrics(get(METRICS));
    }

    /** What the bridge holds for clients, less the very question for it; NaN when it does not say. */
    double bufferBytes() throws IOException {
        return metrics().value("porchlight_buffer_bytes").orElse(Double.NaN) - request(METRICS).length;
    }

    private byte[] request(String path) {
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\nConnection: close\r\n\r\n";
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String get(String path) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request(path));
            return new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
