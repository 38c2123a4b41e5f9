package dev.porchlight.bridge.door;

/** The shape of a feature's error bodies; each route prefix may bring its own. Called on any thread. */
@FunctionalInterface
public interface ErrorWriter {

    /**
     * Makes the answer for a refused or failed request.
     *
     * @param status 400 to 599
     * @param code in snake_case, for programs
     * @param message a sentence, for people; holds nothing the client sent
     */
    Answer write(int status, String code, String message);

    /** {@code {"error":{"code":"…","message":"…"}}}. */
    ErrorWriter STANDARD = (status, code, message) ->
            Answer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}\n");
}
