package dev.porchlight.sim.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request or response: start line and headers in the order received.
 *
 * @param startLine without its line end
 * @param headers names as written, values trimmed
 */
public record HttpHead(String startLine, List<Header> headers) {
    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    /** One header line. */
    public record Header(String name, String value) {}

    public HttpHead {
        headers = List.copyOf(headers);
    }

    /** Takes a whole head off the buffer; empty, and the buffer unchanged, while its blank line is not there yet. */
    public static Optional<HttpHead> read(ByteBuffer in) {
        int end = endOf(in);
        if (end < 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[end - in.position()];
        in.get(bytes);
        String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(new Header(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        return Optional.of(new HttpHead(lines[0], headers));
    }

    /** The first header of that name in any case, or "". */
    public String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return "";
    }

    private static int endOf(ByteBuffer in) {
        for (int i = in.position(); i + END.length <= in.limit(); i++) {
            if (in.get(i) == END[0] && in.get(i + 1) == END[1] && in.get(i + 2) == END[2] && in.get(i + 3) == END[3]) {
                return i + END.length;
            }
        }
        return -1;
    }
}
