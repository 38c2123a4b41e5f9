package dev.porchlight.bridge.door;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request head that has passed every check, before a library sees a byte of it: taken apart by {@link HeadParser}, its
 * meaning checked here (RFC 9112 §3 and §6). Immutable.
 *
 * <p>Stricter than the RFC allows a server to be where leniency is how requests get smuggled: no repeated Content-Length,
 * no Transfer-Encoding.
 */
final class RequestHead {

    /** Who decides by one of these must not see another one than the proxy in front saw. */
    private static final List<String> ONCE =
            List.of("host", "content-length", "authorization", "origin", "sec-websocket-key", "sec-websocket-version");

    /** RFC 3986 §3.2.2, and a port; the comma of its sub-delims is left out, since it joins repeated headers. */
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Za-z:.]+]|[0-9A-Za-z._~%!$&'()*+;=-]+)(:[0-9]{0,5})?");

    /** Two strings, two list entries and what the heap adds to them. */
    private static final int HEADER_COST_BYTES = 128;

    private static final Pattern AUTHORITY = Pattern.compile("[^/?#]+");

    private final String method;
    private final String path;
    private final String query;
    private final boolean http11;
    private final List<String> names;
    private final List<String> values;
    private final int contentLength;

    RequestHead(String method, String target, boolean http11, List<String> names, List<String> values) throws Refusal {
        this.method = method;
        this.http11 = http11;
        this.names = names;
        this.values = values;
        String origin = originForm(method, target);
        int question = origin.indexOf('?');
        this.path = PercentEncoding.decode(question < 0 ? origin : origin.substring(0, question));
        this.query = question < 0 ? "" : origin.substring(question + 1);
        PercentEncoding.decode(query); // a bad escape is refused here, wherever it stands
        for (String name : ONCE) {
            single(name);
        }
        checkHost(header("host"));
        if (header("transfer-encoding") != null) {
            throw Refusal.transferEncoding();
        }
        this.contentLength = length(header("content-length"));
    }

    /** About what it costs the heap beside the bytes it was read from. */
    int heapBytes(int asSent) {
        return asSent + names.size() * HEADER_COST_BYTES;
    }

    /** RFC 9112 §3.2.2: a server takes the absolute form too; its authority is dropped, since Host is required anyway. */
    private static String originForm(String method, String target) throws Refusal {
        if (target.startsWith("/")) {
            return target;
        }
        if (target.regionMatches(true, 0, "http://", 0, 7)) {
            Matcher authority = AUTHORITY.matcher(target).region(7, target.length());
            if (!authority.lookingAt()) {
                throw Refusal.malformed("The target has no host");
            }
            PercentEncoding.decode(authority.group()); // NanoHTTPD reads it too, and would answer nothing
            String rest = target.substring(authority.end());
            return rest.startsWith("/") ? rest : "/" + rest;
        }
        if (target.equals("*") && method.equals("OPTIONS")) { // RFC 9112 §3.2.4
            return target;
        }
        throw Refusal.malformed("The target is not a path");
    }

    private void checkHost(String host) throws Refusal {
        if (host == null && http11) {
            throw Refusal.malformed("The Host header is missing");
        }
        if (host != null && !HOST.matcher(host).matches()) {
            throw Refusal.malformed("The Host header is malformed");
        }
    }

    private void single(String name) throws Refusal {
        int first = names.indexOf(name);
        if (first >= 0 && first != names.lastIndexOf(name)) {
            throw Refusal.malformed("The header " + name + " stands there twice");
        }
    }

    private static int length(String value) throws Refusal {
        if (value == null) {
            return 0;
        }
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.malformed("Content-Length is not a number");
        }
        // Nine digits are more than any route takes, and fit an int: the longer ones are over every cap as well.
        return value.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(value);
    }

    String method() {
        return method;
    }

    /** Percent-decoded, without the query. */
    String path() {
        return path;
    }

    /** As sent, without its question mark; "" when there is none. */
    String query() {
        return query;
    }

    boolean http11() {
        return http11;
    }

    /** Bytes of the body; {@link Integer#MAX_VALUE} when it says more than nine digits. */
    int contentLength() {
        return contentLength;
    }

    /** The first header of this lower-case name, or null. */
    String header(String name) {
        int index = names.indexOf(name);
        return index < 0 ? null : values.get(index);
    }

    /** The lower-case names of all headers, repeated ones too. */
    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** Every value of this lower-case name, in the order sent. */
    List<String> headers(String name) {
        List<String> found = new ArrayList<>(1);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                found.add(values.get(i));
            }
        }
        return found;
    }

    /** Whether a comma-separated header holds a token, in any case (RFC 9110 §5.6.1). */
    boolean headerHasToken(String name, String token) {
        for (String value : headers(name)) {
            for (String part : value.split(",", -1)) {
                if (part.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the client keeps the connection after the answer (RFC 9112 §9.3). */
    boolean keepAlive() {
        return http11 && !headerHasToken("connection", "close");
    }
}
