package dev.porchlight.bridge.door;

import java.nio.charset.StandardCharsets;

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
     * @param contentType with its charset
     * @param body never null
     */
    public Answer(int status, String contentType, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status);
        }
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /** A JSON answer. */
    public static Answer json(int status, String body) {
        return new Answer(status, JSON, body.getBytes(StandardCharsets.UTF_8));
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
