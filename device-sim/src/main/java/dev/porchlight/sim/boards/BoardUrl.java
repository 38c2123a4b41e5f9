package dev.porchlight.sim.boards;

import java.net.URI;

/**
 * Where a board connects to, read from its configured URL as the firmware does.
 *
 * @param path with its query, as sent in the request line; "/" when the URL has none
 */
record BoardUrl(String host, int port, String path) {

    /**
     * Reads {@code ws://host[:port][/path]}. TLS is not simulated; an ESP8266 does not speak it either: its firmware turns
     * {@code wss://} into {@code ws://}, port 80 unless one is given.
     *
     * @throws IllegalArgumentException for anything else, on which a real board opens its configuration portal
     */
    static BoardUrl parse(Profile profile, String url) {
        boolean plain = url.startsWith("ws://");
        boolean tls = url.startsWith("wss://");
        if (!plain && !tls) {
            throw new IllegalArgumentException("a board's URL starts with ws://, this one does not: " + url);
        }
        if (tls && profile != Profile.ESP8266) {
            throw new IllegalArgumentException("TLS is not simulated: " + url);
        }
        URI uri = URI.create(url);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("a board's URL names a host, this one does not: " + url);
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new BoardUrl(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), path + query);
    }
}
