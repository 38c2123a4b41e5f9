package dev.porchlight.sim.boards;

/**
 * Where a board connects to, read from its configured URL as the firmware does: cut at the first slash and the first colon.
 *
 * @param path with its query, as sent in the request line; "/" when the URL has none
 */
record BoardUrl(String host, int port, String path) {
    private static final String PLAIN = "ws://";
    private static final String TLS = "wss://";

    /**
     * Reads {@code ws://host[:port][/path]}. TLS is not simulated; an ESP8266 does not speak it either: its firmware turns
     * {@code wss://} into {@code ws://}, port 80 unless one is given.
     *
     * @throws IllegalArgumentException for anything else, on which a real board opens its configuration portal
     */
    static BoardUrl parse(Profile profile, String url) {
        String trimmed = url.strip();
        if (trimmed.startsWith(TLS)) {
            if (!profile.turnsTlsOff()) {
                throw new IllegalArgumentException("TLS is not simulated: " + url);
            }
            return plain(trimmed.substring(TLS.length()), url);
        }
        if (!trimmed.startsWith(PLAIN)) {
            throw new IllegalArgumentException("a board's URL starts with ws://, this one does not: " + url);
        }
        return plain(trimmed.substring(PLAIN.length()), url);
    }

    private static BoardUrl plain(String rest, String url) {
        if (rest.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a URL has neither blanks nor letters beyond ASCII: " + url);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a board's URL names a host, this one does not: " + url);
        }
        int port = colon < 0 ? 80 : port(authority.substring(colon + 1), url);
        return new BoardUrl(host, port, slash < 0 ? "/" : rest.substring(slash));
    }

    private static int port(String digits, String url) {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, this one is not: " + url);
        }
        return Integer.parseInt(digits);
    }
}
