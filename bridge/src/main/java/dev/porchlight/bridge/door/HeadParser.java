package dev.porchlight.bridge.door;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

    /** By byte: what it is in a token, capitals as small letters; 0 where it may not stand in one (RFC 9110 §5.6.2). */
    private static final byte[] TOKEN = new byte[256];

    static {
        for (char c : "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".toCharArray()) {
            TOKEN[c] = (byte) c;
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            TOKEN[c] = (byte) (c - 'A' + 'a');
        }
    }

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
        int last = end - 4; // the end of the last line
        int lineEnd = endOfLine(bytes, 0, last);
        String[] request = text(bytes, 0, lineEnd).split(" ", -1);
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
        while (at < last) {
            lineEnd = endOfLine(bytes, at, last);
            header(bytes, at, lineEnd, names, values);
            if (names.size() > MAX_HEADER_LINES) {
                throw Refusal.headTooLarge(DoorLimits.MAX_HEAD_BYTES);
            }
            at = lineEnd + 2;
        }
        return new RequestHead(request[0], request[1], http11, names, values);
    }

    /** No CR stands alone: {@link #findEnd} has seen to it. */
    private static int endOfLine(byte[] bytes, int from, int last) {
        int end = from;
        while (end < last && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
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

    private static void header(byte[] bytes, int from, int to, List<String> names, List<String> values) throws Refusal {
        if (isBlank(bytes[from])) {
            throw Refusal.malformed("A header line is folded");
        }
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        if (colon == to) {
            throw Refusal.malformed("A header line has no colon");
        }
        String name = name(bytes, from, colon);
        int start = colon + 1;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        for (int i = start; i < end; i++) {
            int c = bytes[i] & 0xFF;
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw Refusal.malformed("A header value holds a control byte");
            }
        }
        names.add(name);
        values.add(text(bytes, start, end));
    }

    /** A header's name in small letters. */
    private static String name(byte[] bytes, int from, int to) throws Refusal {
        byte[] name = new byte[to - from];
        for (int i = 0; i < name.length; i++) {
            name[i] = TOKEN[bytes[from + i] & 0xFF];
            if (name[i] == 0) {
                throw Refusal.malformed("A header name is not a token");
            }
        }
        if (name.length == 0) {
            throw Refusal.malformed("A header name is not a token");
        }
        return text(name, 0, name.length);
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TOKEN.length || TOKEN[c] == 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}
