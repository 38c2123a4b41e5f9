package dev.porchlight.bridge.door;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/**
 * Reads bytes that are one JSON object and nothing else. The library alone takes {@code null} for an object that is not
 * there, and looks at nothing behind the first. Stateless.
 */
public final class JsonObject {

    private JsonObject() {}

    /**
     * What the object holds.
     *
     * @throws IOException when the bytes are anything else; its message may quote them
     */
    public static Map<String, Object> read(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.std.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            Map<String, Object> object = JSON.std.mapFrom(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is more behind the JSON object");
            }
            return object;
        } catch (RuntimeException e) {
            throw new IOException("no JSON object", e);
        }
    }
}
