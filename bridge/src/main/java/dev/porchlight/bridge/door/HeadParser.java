package dev.porchlight.bridge.door;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a request head apart (RFC 9112 §2 to §5) in the order of the specification; what the parts mean is checked by
 * {@link RequestHead}. Stateless.
 *
 * <p>Stricter than the RFC allows a server to be where leniency is how requests get smuggled: no bare CR or LF, no folded
 * lines, no space before a colon.
 */
final class HeadParser {

    private static final int MAX_HEADER_LINES = 100;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~"; // RFC 9110 §5.6.2

    private HeadParser() {}

    /**
     * Looks for the end of a head in bytes that may still be arriving.
     *
     * @param from the first byte not yet looked at
     * @return the index behind the empty line, or -1 when more bytes are needed
     * @throws Refusal on a bare CR or LF
     */
    static int findEnd(byte[] bytes, int from, int to) throws Refusal {
        for (int i = from; i < to; i++) {
            boolean afterReturn = i > 0 && bytes[i - 1] == '\r';
            if (bytes[i] == '\n') {
                if (!afterReturn) {
                    throw Refusal.malformed("A line ends with LF alone");
                }
                if (i >= 3 && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            } else if (afterReturn) {
                throw Refusal.malformed("A CR stands alone");
            }
        }
        return -1;
    }

    /** Parses the complete head that stands in {@code bytes[0..end)}. */
    static RequestHead parse(byte[] bytes, int end) throws Refusal {
        String text = new String(bytes, 0, end - 4, StandardCharsets.ISO_8859_1);
        int lineEnd = endOfLine(text, 0);
        String[] request = text.substring(0, lineEnd).split(" ", -1);
        if (request.length != 3 || request[0].isEmpty() || request[1].isEmpty()) {
            throw Refusal.malformed("The request line is not METHOD TARGET VERSION");
        }
        if (!isToken(request[0])) {
            throw Refusal.malformed("The method is not a token");
        }
        for (int i = 0; i < request[1].length(); i++) {
            char c = request[1].charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw Refusal.malformed("The target holds a control or non-ASCII byte");
            }
        }
        boolean http11 = version(request[2]);
        if (!METHODS.contains(request[0])) {
            throw Refusal.unknownMethod();
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int at = lineEnd + 2;
        while (at < text.length()) {
            lineEnd = endOfLine(text, at);
            header(text, at, lineEnd, names, values);
            if (names.size() > MAX_HEADER_LINES) {
                throw Refusal.headTooLarge(DoorLimits.MAX_HEAD_BYTES);
            }
            at = lineEnd + 2;
        }
        return new RequestHead(request[0], request[1], http11, names, values);
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf("\r\n", from);
        return end < 0 ? text.length() : end;
    }

    private static boolean version(String version) throws Refusal {
        if (version.equals("HTTP/1.1")) {
            return true;
        }
        if (version.equals("HTTP/1.0")) {
            return false;
        }
        if (version.length() == 8
                && version.startsWith("HTTP/")
                && Character.isDigit(version.charAt(5))
                && version.charAt(6) == '.'
                && Character.isDigit(version.charAt(7))) {
            throw Refusal.unsupportedVersion();
        }
        throw Refusal.malformed("The HTTP version is malformed");
    }

    private static void header(String text, int from, int to, List<String> names, List<String> values) throws Refusal {
        char first = text.charAt(from);
        if (first == ' ' || first == '\t') {
            throw Refusal.malformed("A header line is folded");
        }
        int colon = text.indexOf(':', from);
        if (colon < 0 || colon >= to) {
            throw Refusal.malformed("A header line has no colon");
        }
        String name = text.substring(from, colon);
        if (!isToken(name)) {
            throw Refusal.malformed("A header name is not a token");
        }
        int start = colon + 1;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw Refusal.malformed("A header value holds a control byte");
            }
        }
        names.add(name.toLowerCase(Locale.ROOT));
        values.add(text.substring(start, end));
    }

    static boolean isToken(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
