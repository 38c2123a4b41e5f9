package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The envelope of Lanyard's answers, and what every one of them says to browsers. Stateless, any thread. */
final class LanyardAnswers {

    /** For the refusals of the door too. */
    static final ErrorWriter ERRORS = (status, code, message) -> open(Answer.json(
            status, "{\"success\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}"));

    private static final byte[] HEAD = "{\"success\":true,\"data\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9_, -]{1,512}");

    private LanyardAnswers() {}

    /** @param data a JSON value, UTF-8 */
    static Answer data(byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(HEAD.length + data.length + 1);
        body.writeBytes(HEAD);
        body.writeBytes(data);
        body.write('}');
        return open(new Answer(200, Answer.JSON, body.toByteArray()));
    }

    static Answer error(int status, String code, String message) {
        return ERRORS.write(status, code, message);
    }

    static Answer done() {
        return open(new Answer(204, Answer.JSON, NOTHING));
    }

    /** Everything is allowed to a page of any origin, for ten minutes. */
    static Answer preflight(Request request) {
        String headers = request.header("access-control-request-headers")
                .filter(names -> HEADER_NAMES.matcher(names).matches())
                .orElse("Authorization, Content-Type");
        return done().with("Access-Control-Allow-Methods", "GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS")
                .with("Access-Control-Allow-Headers", headers)
                .with("Access-Control-Max-Age", "600");
    }

    /** The same, readable by a page of any origin. */
    static Answer open(Answer answer) {
        return answer.with("Access-Control-Allow-Origin", "*");
    }
}
