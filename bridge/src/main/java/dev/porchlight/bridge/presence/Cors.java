package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Handler;

/**
 * Lets pages of every origin read the answers, errors too, and answers their preflights: presence is public to whoever
 * reaches the port, and a page sends no cookie along. Stateless.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
public final class Cors {

    private static final String HEADERS = "Authorization, Content-Type, If-None-Match, *";
    private static final String EXPOSED = "ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";
    private static final String DAY_SECONDS = "86400";

    private Cors() {}

    /**
     * A handler whose answers every page may read, and that answers OPTIONS itself, for any path.
     *
     * @param methods what preflights are told, as in {@code GET, HEAD, OPTIONS}
     */
    public static Handler open(String methods, Handler handler) {
        Answer preflight = open(new Answer(204, "text/plain", new byte[0]))
                .with("Allow", methods)
                .with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", HEADERS)
                .with("Access-Control-Max-Age", DAY_SECONDS);
        return request -> request.method().equals("OPTIONS") ? preflight : open(handler.handle(request));
    }

    /** For what the door itself refuses. */
    public static ErrorWriter open(ErrorWriter errors) {
        return (status, code, message) -> open(errors.write(status, code, message));
    }

    /** Null stays null. */
    static Answer open(Answer answer) {
        return answer == null
                ? null
                : answer.with("Access-Control-Allow-Origin", "*").with("Access-Control-Expose-Headers", EXPOSED);
    }
}
