package dev.porchlight.sim.soak;

/** Who connects and is no board. None of them gets a light, and none may stay. */
enum Stranger {
    SILENT("says nothing", false, ""),
    HALF_A_HEAD("stops in the middle of its request", false, ""),
    NO_AUTH("upgrades and gives no token", true, ""),
    LATE_AUTH("gives the token after the 5 s are over", true, "AUTH:"),
    NO_SUCH_SIGNAL("asks for a signal that is none", false, ""),
    NOT_FOUND("asks for a page that is not there", false, "");

    private final String words;
    private final boolean upgrades;
    private final String later;

    Stranger(String words, boolean upgrades, String later) {
        this.words = words;
        this.upgrades = upgrades;
        this.later = later;
    }

    String words() {
        return words;
    }

    /** What it says when it has connected. */
    String head(String host) {
        String upgrade = " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        return switch (this) {
            case SILENT -> "";
            case HALF_A_HEAD -> "GET /health HTTP/1.1\r\nHo";
            case NO_SUCH_SIGNAL -> "GET /ws?watch=moon" + upgrade;
            case NOT_FOUND -> "GET /moon HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            case NO_AUTH, LATE_AUTH -> "GET /ws" + upgrade;
        };
    }

    boolean upgrades() {
        return upgrades;
    }

    /** What it says when it is too late, before the token; "" for nothing. */
    String later() {
        return later;
    }
}
