package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A refusal as a whole HTTP answer that ends the connection. */
final class RefusalAnswer {

    private RefusalAnswer() {}

    /** The bytes; to a HEAD request without the body they tell the length of (RFC 9110 §9.3.2). */
    static ByteBuffer bytes(Refusal refusal, ErrorWriter writer, boolean toHeadRequest) {
        Answer answer = writer.write(refusal.status(), refusal.code(), refusal.getMessage());
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(refusal.status())
                .append(' ')
                .append(reason(refusal.status()))
                .append("\r\nContent-Type: ")
                .append(answer.contentType())
                .append("\r\nContent-Length: ")
                .append(answer.body().length)
                .append("\r\n");
        if (!refusal.extraHeader().isEmpty()) {
            head.append(refusal.extraHeader()).append("\r\n");
        }
        if (refusal.status() == 426) {
            head.append("Connection: Upgrade, close\r\n\r\n");
        } else {
            head.append("Connection: close\r\n\r\n");
        }
        byte[] headBytes = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] body = toHeadRequest ? new byte[0] : answer.body();
        return ByteBuffer.allocate(headBytes.length + body.length)
                .put(headBytes)
                .put(body)
                .flip();
    }

    /** The reason phrases of RFC 9110 §15 for what is used here; others go without. */
    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 417 -> "Expectation Failed";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }
}
