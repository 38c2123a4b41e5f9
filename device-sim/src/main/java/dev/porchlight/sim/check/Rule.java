package dev.porchlight.sim.check;

import static dev.porchlight.sim.check.Severity.DEVIATION;
import static dev.porchlight.sim.check.Severity.NOTE;

/** Everything a board is checked for: what is expected, and who says so. */
public enum Rule {
    HEAD(DEVIATION, "a whole request head, at most 8192 bytes, within 5 s", "Porchlight bridge"),
    METHOD(DEVIATION, "a request line GET <path> HTTP/1.1", "RFC 6455 section 4.1"),
    PATH(DEVIATION, "the path /ws, with or without a query", "Porchlight bridge"),
    HOST(DEVIATION, "a Host header", "RFC 9112 section 3.2"),
    UPGRADE(DEVIATION, "Upgrade: websocket", "RFC 6455 section 4.1"),
    CONNECTION(DEVIATION, "Connection: Upgrade", "RFC 6455 section 4.1"),
    VERSION(DEVIATION, "Sec-WebSocket-Version: 13", "RFC 6455 section 4.1"),
    KEY(DEVIATION, "Sec-WebSocket-Key: 16 bytes in Base64", "RFC 6455 section 4.1"),
    WEB_ORIGIN(DEVIATION, "Origin: file:// or none; pages of other origins are refused", "Porchlight bridge"),
    TOO_EARLY(DEVIATION, "nothing before the 101 has been received", "RFC 6455 section 4.1"),
    HEADERS(
            NOTE,
            "Host with its port, Connection, Upgrade, Sec-WebSocket-Version, Sec-WebSocket-Key,"
                    + " Sec-WebSocket-Protocol: arduino, Origin: file://, User-Agent: arduino-WebSocket-Client, in this order",
            "arduinoWebSockets 2.7.1"),
    NO_AUTH(DEVIATION, "AUTH:<token> within 5 s of connecting", "Porchlight bridge and stock server"),
    AUTH_FORM(DEVIATION, "AUTH:<token> as the first message", "Porchlight bridge and stock server"),
    AUTH_TOKEN(DEVIATION, "the token given to this check", "Porchlight bridge and stock server"),
    AUTH_LENGTH(DEVIATION, "at most 512 bytes before OK", "Porchlight bridge"),
    AUTH_FRAME(NOTE, "AUTH as one text frame", "stock firmware"),
    UNMASKED(DEVIATION, "masked frames", "RFC 6455 section 5.1"),
    BROKEN_FRAME(DEVIATION, "frames as RFC 6455 has them", "RFC 6455 section 5.2"),
    LONG_MESSAGE(DEVIATION, "messages of at most 1024 bytes", "Porchlight bridge"),
    CHATTER(NOTE, "no message but AUTH; a server ignores it", "stock firmware"),
    LEFT(DEVIATION, "the connection to stay", "Porchlight bridge"),
    NO_PONG(DEVIATION, "a pong for every ping; who sends none is dropped", "Porchlight bridge and stock server"),
    LATE_PONG(NOTE, "the pong within 3 s", "stock firmware"),
    PONG_PAYLOAD(NOTE, "the ping's own payload in the pong", "RFC 6455 section 5.5.3"),
    NO_PING(
            NOTE,
            "a ping of its own every 15 s; without one only the server's silence tells that it is gone",
            "stock firmware"),
    PING_PACE(NOTE, "a ping of its own every 15 s", "stock firmware"),
    PING_PAYLOAD(NOTE, "pings without a payload", "stock firmware"),
    NEVER_GIVES_UP(DEVIATION, "a new connection within a minute of the server's falling silent", "Porchlight bridge"),
    GIVE_UP_PACE(NOTE, "to give a silent server up after 6 to 21 s", "stock firmware"),
    FAREWELL(NOTE, "no close frame to a server that is silent", "stock firmware"),
    NO_RETURN(DEVIATION, "a new connection after the old one is lost", "Porchlight bridge"),
    CLOSE_REPLY(NOTE, "a close frame with 1000, then the end of the TCP connection", "stock firmware"),
    BIG_FRAME(NOTE, "close 1009 for a frame of more than 15 KiB", "arduinoWebSockets 2.7.1"),
    ACCEPT_KEY(NOTE, "to leave a server whose Sec-WebSocket-Accept is wrong", "RFC 6455 section 4.1"),
    LOOSE_CONNECTION(NOTE, "to leave a server that answers Connection: keep-alive, Upgrade", "arduinoWebSockets 2.7.1"),
    SECOND_CONNECTION(NOTE, "one connection at a time", "stock firmware"),
    LED(DEVIATION, "the LED as the last 1 or 0 has it", "stock firmware");

    private final Severity severity;
    private final String expected;
    private final String source;

    Rule(Severity severity, String expected, String source) {
        this.severity = severity;
        this.expected = expected;
        this.source = source;
    }

    public Severity severity() {
        return severity;
    }

    /** What a board has to do, in words. */
    public String expected() {
        return expected;
    }

    /** Whose expectation it is. */
    public String source() {
        return source;
    }
}
