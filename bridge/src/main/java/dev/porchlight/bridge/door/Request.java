package dev.porchlight.bridge.door;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A checked request as a feature sees it. Immutable; header names are asked for in lower case.
 *
 * <p>{@link #client()} is the peer's address, or behind a trusted proxy the address the proxy vouches for.
 */
public final class Request {

    private final RequestHead head;
    private final byte[] body;
    private final InetAddress client;

    Request(RequestHead head, byte[] body, InetAddress client) {
        this.head = head;
        this.body = body;
        this.client = client;
    }

    /** GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS. */
    public String method() {
        return head.method();
    }

    /** Percent-decoded, without the query. */
    public String path() {
        return head.path();
    }

    /** A header's first value; the name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.header(name));
    }

    /** Every value of a header in the order sent, the name in lower case; what repeats a list goes on with it. */
    public List<String> headers(String name) {
        return head.headers(name);
    }

    /** The first query parameter of this name, decoded; empty text when it has no value. */
    public Optional<String> parameter(String name) {
        for (String pair : head.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (URLDecoder.decode(key, StandardCharsets.UTF_8).equals(name)) {
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** The parts of the query between its ampersands, decoded, in their order; empty ones are left out. */
    public List<String> queryParts() {
        return Arrays.stream(head.query().split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }

    /** The whole body, at most the route's cap; empty when there is none. The array is the caller's. */
    public byte[] body() {
        return body.clone();
    }

    /** Whose request this is, for limits and logs. */
    public InetAddress client() {
        return client;
    }

    /**
     * Whether it was made on this machine and names it as its host, with no sign of a proxy or a tunnel: what a feature may
     * take for permission where it says so. A page in a browser here may cause such a request, but not read the answer.
     */
    public boolean fromThisMachine() {
        return LoopbackTrust.deserves(client, head);
    }

    RequestHead head() {
        return head;
    }
}
