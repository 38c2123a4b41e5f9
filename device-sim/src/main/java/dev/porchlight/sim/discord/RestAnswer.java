package dev.porchlight.sim.discord;

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
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "CREATED";
            case 204 -> "NO CONTENT";
            case 400 -> "BAD REQUEST";
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT FOUND";
            case 405 -> "METHOD NOT ALLOWED";
            case 413 -> "PAYLOAD TOO LARGE";
            default -> "STATUS";
        };
    }
}
