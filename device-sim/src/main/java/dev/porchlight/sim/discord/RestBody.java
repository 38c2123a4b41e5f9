package dev.porchlight.sim.discord;

import dev.porchlight.sim.wire.HttpHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a request carries.
 *
 * @param json an empty map when there was nothing; null when it was no JSON
 * @param jsonChars how long it was as text
 * @param tooLarge one of the files, or the JSON, is larger than Discord takes
 */
record RestBody(Object json, int jsonChars, List<SimUpload> files, boolean tooLarge) {
    /** What Discord takes of one file from those who do not pay. */
    static final int MAX_FILE_BYTES = 10 * 1024 * 1024;
    /** What it takes of one request. */
    static final int MAX_BYTES = 25 * 1024 * 1024;

    static final int MAX_JSON_BYTES = 1024 * 1024;
    static final RestBody NONE = new RestBody(Map.of(), 0, List.of(), false);
    static final RestBody TOO_LARGE = new RestBody(Map.of(), 0, List.of(), true);

    static RestBody read(HttpHead head, byte[] bytes) {
        if (bytes.length == 0) {
            return NONE;
        }
        String type = head.header("Content-Type");
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Multipart.read(type, bytes);
        }
        return bytes.length > MAX_JSON_BYTES ? TOO_LARGE : ofJson(new String(bytes, StandardCharsets.UTF_8), List.of());
    }

    static RestBody ofJson(String text, List<SimUpload> files) {
        try {
            return new RestBody(Json.read(text), text.length(), files, false);
        } catch (IOException e) {
            return new RestBody(null, 0, files, false);
        }
    }
}
