package dev.porchlight.sim.check;

import dev.porchlight.sim.wire.HttpHead;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A handshake against what a bridge needs and what stock firmware sends. Computes only. */
final class HeadCheck {
    private static final List<String> STOCK_ORDER = List.of(
            "host",
            "connection",
            "upgrade",
            "sec-websocket-version",
            "sec-websocket-key",
            "sec-websocket-protocol",
            "origin",
            "user-agent");

    private final HttpHead head;
    private final Findings findings;

    HeadCheck(HttpHead head, Findings findings) {
        this.head = head;
        this.findings = findings;
    }

    /** Whether it can be answered with a 101 at all. */
    boolean passes() {
        boolean method = head.startLine().matches("GET /\\S* HTTP/1\\.1");
        need(method, Rule.METHOD, Findings.quoted(head.startLine()));
        if (method) {
            String path = head.startLine().split(" ", -1)[1];
            need(path.matches("/ws(\\?.*)?"), Rule.PATH, Findings.quoted(path));
        }
        need(!head.header("Host").isEmpty(), Rule.HOST, "none");
        boolean upgrade = need(head.header("Upgrade").equalsIgnoreCase("websocket"), Rule.UPGRADE, header("Upgrade"));
        boolean connection = need(
                Stream.of(head.header("Connection").split(",", -1))
                        .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade")),
                Rule.CONNECTION,
                header("Connection"));
        boolean version =
                need(head.header("Sec-WebSocket-Version").equals("13"), Rule.VERSION, header("Sec-WebSocket-Version"));
        boolean key = need(isKey(head.header("Sec-WebSocket-Key")), Rule.KEY, header("Sec-WebSocket-Key"));
        String origin = head.header("Origin");
        need(origin.isEmpty() || origin.equalsIgnoreCase("file://"), Rule.WEB_ORIGIN, header("Origin"));
        need(differences().isEmpty(), Rule.HEADERS, differences());
        return method && upgrade && connection && version && key;
    }

    private boolean need(boolean right, Rule rule, String seen) {
        if (!right) {
            findings.add(rule, seen);
        }
        return right;
    }

    private String header(String name) {
        return head.header(name).isEmpty() ? "no " + name : Findings.quoted(name + ": " + head.header(name));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The first difference from the stock request that no bridge minds; "" when there is none. */
    private String differences() {
        List<String> names = head.headers().stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!head.header("Sec-WebSocket-Protocol").equals("arduino")) {
            return header("Sec-WebSocket-Protocol");
        }
        if (head.header("Origin").isEmpty()) {
            return "no Origin";
        }
        if (!head.header("User-Agent").equals("arduino-WebSocket-Client")) {
            return header("User-Agent");
        }
        if (!head.header("Host").matches(".*:[0-9]+")) {
            return header("Host");
        }
        if (!head.header("Connection").equals("Upgrade")) {
            return header("Connection");
        }
        return names.equals(STOCK_ORDER) ? "" : "the order " + Findings.quoted(String.join(", ", names));
    }
}
