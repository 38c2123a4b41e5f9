package dev.porchlight.bridge.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A refusal as a whole HTTP answer that ends the connection. */
final class RefusalAnswer {

    private RefusalAnswer() {}

    /** The bytes; to a HEAD request without the body they tell the length of (RFC 9110 §9.3.2). */
    static ByteBuffer bytes(Refusal refusal, Answer answer, String date, boolean toHeadRequest) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(refusal.status()).append(' ').append(reason(refusal.status()));
        header(head, "Content-Type", answer.contentType());
        header(head, "Content-Length", Integer.toString(answer.body().length));
        header(head, "Date", date);
        answer.headers().forEach((name, value) -> header(head, name, value));
        if (!refusal.extraHeader().isEmpty()) {
            head.append("\r\n").append(refusal.extraHeader());
        }
        header(head, "Connection", refusal.status() == 426 ? "Upgrade, close" : "close");
        byte[] headBytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] body = toHeadRequest ? new byte[0] : answer.body();
        return ByteBuffer.allocate(headBytes.length + body.length)
                .put(headBytes)
                .put(body)
                .flip();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }

    /** The reason phrases of RFC 9110 §15 for what is used here; others go without. */
    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 417 -> "Expectation Failed";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "";
        };
    }
}
