package dev.porchlight.sim.discord;

import java.util.Locale;

/**
 * What REST answers.
 *
 * @param body written as JSON; null for a response without one
 */
record RestAnswer(int status, Object body) {

    static RestAnswer ok(Object body) {
        return new RestAnswer(200, body);
    }

    static RestAnswer created(Object body) {
        return new RestAnswer(201, body);
    }

    static RestAnswer noContent() {
        return new RestAnswer(204, null);
    }

    /** @param code Discord's own error number; 0 stands for none in particular */
    static RestAnswer error(int status, int code, String message) {
        return new RestAnswer(status, Json.object("message", message, "code", code));
    }

    String phrase() {
        return words(status).toUpperCase(Locale.ROOT);
    }

    static String words(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Payload Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status";
        };
    }
}
