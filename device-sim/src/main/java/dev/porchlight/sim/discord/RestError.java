package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/**
 * A request that Discord refuses, with its status and its own error number. In a script, where nobody waits for a REST
 * answer, it is the IllegalArgumentException that says what was wrong.
 */
final class RestError extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int INVALID_FORM_BODY = 50_035;

    private final transient RestAnswer answer;

    RestError(int status, int code, String message) {
        this(RestAnswer.error(status, code, message), status + ", " + code + ": " + message);
    }

    private RestError(RestAnswer answer, String message) {
        super(message);
        this.answer = answer;
    }

    RestAnswer answer() {
        return answer;
    }

    /** Something by that name is not there. */
    static RestError unknown(int code, String what) {
        return new RestError(404, code, "Unknown " + what);
    }

    static RestError missingAccess() {
        return new RestError(403, 50_001, "Missing Access");
    }

    static RestError missingPermissions() {
        return new RestError(403, 50_013, "Missing Permissions");
    }

    /**
     * Invalid Form Body: one field is not as it has to be.
     *
     * @param path the field, with dots between the levels, e.g. {@code embeds.0.title}
     */
    static RestError field(String path, String code, String message) {
        Map<String, Object> errors = Json.object("_errors", List.of(Json.object("code", code, "message", message)));
        for (String level : List.of(path.split("\\.", -1)).reversed()) {
            errors = Json.object(level, errors);
        }
        Map<String, Object> body =
                Json.object("message", "Invalid Form Body", "code", INVALID_FORM_BODY, "errors", errors);
        return new RestError(new RestAnswer(400, body), "Invalid Form Body, " + path + ": " + message);
    }

    static RestError required(String path) {
        return field(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    static RestError tooLong(String path, int max) {
        return field(path, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
    }

    static RestError badLength(String path, int min, int max) {
        return field(path, "BASE_TYPE_BAD_LENGTH", "Must be between " + min + " and " + max + " in length.");
    }

    static RestError choice(String path, String choices) {
        return field(path, "BASE_TYPE_CHOICES", "Value must be one of " + choices + ".");
    }
}
