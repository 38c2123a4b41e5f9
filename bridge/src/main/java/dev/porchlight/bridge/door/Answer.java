package dev.porchlight.bridge.door;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A handler's answer. Its bytes are not copied: whoever made it leaves them alone. */
public final class Answer {

    /** JSON, UTF-8. */
    public static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final String contentType;
    private final byte[] body;

    /**
     * Makes an answer.
     *
     * @param status 200 to 599
     * @param contentType with its charset; printable ASCII, so that it cannot end its header line
     * @param body never null; empty for 204 and 304
     * @throws IllegalArgumentException when one of these does not hold
     */
    public Answer(int status, String contentType, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status);
        }
        if (contentType.isEmpty() || !contentType.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("content type is not printable ASCII");
        }
        if (!hasBody(status) && body.length > 0) {
            throw new IllegalArgumentException("a " + status + " has no body");
        }
        this.status = status;
        this.contentType = contentType;
        this.body = Objects.requireNonNull(body);
    }

    /** A JSON answer. */
    public static Answer json(int status, String body) {
        return new Answer(status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasBody(int status) {
        return status != 204 && status != 304;
    }

    /** Whether this status goes with a body, be it an empty one (RFC 9110 §6.4.1). */
    boolean hasBody() {
        return hasBody(status);
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }
}
