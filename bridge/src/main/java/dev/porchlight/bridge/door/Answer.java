package dev.porchlight.bridge.door;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** A handler's answer. Its bytes are not copied: whoever made it leaves them alone. */
public final class Answer {

    /** JSON, UTF-8. */
    public static final String JSON = "application/json; charset=utf-8";

    private static final byte[] NOTHING = {};
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> OURS =
            Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;
    private final Callable<Answer> making; // null for one that is made

    /**
     * Makes an answer.
     *
     * @param status 200 to 599
     * @param contentType with its charset; printable ASCII, so that it cannot end its header line
     * @param body never null; empty for 204 and 304
     * @throws IllegalArgumentException when one of these does not hold
     */
    public Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of(), null);
    }

    private Answer(int status, String contentType, byte[] body, Map<String, String> headers, Callable<Answer> making) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status);
        }
        if (contentType.isEmpty() || !isText(contentType)) {
            throw new IllegalArgumentException("content type is not printable ASCII");
        }
        if (!hasBody(status) && body.length > 0) {
            throw new IllegalArgumentException("a " + status + " has no body");
        }
        this.status = status;
        this.contentType = contentType;
        this.body = Objects.requireNonNull(body);
        this.headers = headers;
        this.making = making;
    }

    /**
     * An answer that is made when it is its turn to be written, and only {@value Exchange#FORMATTING} at a time: for large
     * ones, since a handler whose client does not read has an answer in hand until somebody does.
     *
     * @param making on the handler's thread; it does not wait. What it throws becomes a 500
     */
    public static Answer whenDue(Callable<Answer> making) {
        return new Answer(200, JSON, NOTHING, Map.of(), Objects.requireNonNull(making));
    }

    /** The answer itself, with what headers were added before it was made. */
    Answer made() throws Exception {
        if (making == null) {
            return this;
        }
        Answer answer = Objects.requireNonNull(making.call()).made();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /**
     * The same with one header more, or another value of it.
     *
     * @param name a token of RFC 9110 §5.6.2; none of those that the door writes itself
     * @param value printable ASCII, so that it cannot end its line
     * @throws IllegalArgumentException when one of these does not hold
     */
    public Answer with(String name, String value) {
        if (value.equals(headers.get(name))) {
            return this;
        }
        if (!HEADER_NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT)) || !isText(value)) {
            throw new IllegalArgumentException("header " + name);
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, Collections.unmodifiableMap(all), making);
    }

    /** A JSON answer. */
    public static Answer json(int status, String body) {
        return new Answer(status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isText(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static boolean hasBody(int status) {
        return status != 204 && status != 304;
    }

    /** Whether this status goes with a body, be it an empty one (RFC 9110 §6.4.1). */
    boolean hasBody() {
        return hasBody(status);
    }

    public int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    /** Beside those that the door writes itself. */
    Map<String, String> headers() {
        return headers;
    }
}
