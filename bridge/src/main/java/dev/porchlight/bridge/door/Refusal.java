package dev.porchlight.bridge.door;

/** Why the door itself answers a request instead of a handler: status, a code for programs, a sentence for people. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String extraHeader;

    private Refusal(int status, String code, String message, String extraHeader) {
        super(message, null, false, false); // thrown at the rate of an attack: no stack trace
        this.status = status;
        this.code = code;
        this.extraHeader = extraHeader;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Whole header lines without the last CRLF, or "". */
    String extraHeader() {
        return extraHeader;
    }

    private static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message, "");
    }

    static Refusal malformed(String what) {
        return of(400, "bad_request", what);
    }

    static Refusal notFound() {
        return of(404, "not_found", "There is nothing at this path");
    }

    static Refusal methodNotAllowed(String allow) {
        return new Refusal(405, "method_not_allowed", "This path takes " + allow, "Allow: " + allow);
    }

    static Refusal handlerFailed() {
        return of(500, "internal_error", "The bridge failed here; its log says why");
    }

    static Refusal handlerTimeout() {
        return of(503, "timeout", "The bridge took too long to answer");
    }

    static Refusal busy() {
        return of(503, "busy", "The bridge is at work on too many requests");
    }

    static Refusal noRoom() {
        return of(503, "no_room", "The bridge holds as much for its clients as it can; try again later");
    }

    static Refusal tooManyConnections(int most) {
        return of(429, "too_many_connections", "One address may have " + most + " connections");
    }

    static Refusal headTimeout() {
        return of(408, "request_timeout", "The request head was not complete in time");
    }

    static Refusal bodyTimeout() {
        return of(408, "request_timeout", "The request body was not complete in time");
    }

    static Refusal bodyTooLarge(int capBytes) {
        return of(413, "body_too_large", "This path takes a body of at most " + capBytes + " bytes");
    }

    static Refusal unknownExpectation() {
        return of(417, "expectation_failed", "The only expectation known is 100-continue");
    }

    static Refusal upgradeRequired() {
        return new Refusal(426, "upgrade_required", "This path speaks WebSocket", "Upgrade: websocket");
    }

    static Refusal unsupportedWebSocketVersion() {
        return new Refusal(
                426,
                "unsupported_websocket_version",
                "Only WebSocket version 13 is spoken",
                "Upgrade: websocket\r\nSec-WebSocket-Version: 13"); // RFC 9110 §15.5.22: a 426 names the protocol
    }

    static Refusal headTooLarge(int capBytes) {
        return of(431, "head_too_large", "The request head is over " + capBytes + " bytes or 100 header lines");
    }

    static Refusal unknownMethod() {
        return of(501, "not_implemented", "This method is not known here");
    }

    static Refusal transferEncoding() {
        return of(501, "not_implemented", "Transfer-Encoding is not taken: send Content-Length");
    }

    static Refusal unsupportedVersion() {
        return of(505, "http_version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken");
    }

    /** A feature's own answer to an upgrade it does not admit. */
    static Refusal notAdmitted(int status, String code, String message) {
        return of(status, code, message);
    }
}
