package dev.porchlight.bridge.presence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/**
 * A message of a client, taken apart: one JSON object and nothing behind it.
 *
 * @param op −1 when it is missing or no whole number as JSON writes one: {@code 2.0} and {@code "2"} are none
 * @param data what stands at {@code d}: a map, list, text, number, boolean, or null
 */
public record Message(int op, Object data) {

    /** Names are not interned: anybody may invent some. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * Parses one.
     *
     * @throws Refused when it is no object, or not JSON at all; also when it is nested deeper than Jackson takes
     */
    public static Message parse(String text) throws Refused {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Refused.invalidPayload();
            }
            Map<String, Object> all = JSON.std.mapFrom(parser);
            if (parser.nextToken() != null) {
                throw Refused.invalidPayload();
            }
            return new Message(all.get("op") instanceof Integer op ? op : -1, all.get("d"));
        } catch (IOException e) {
            throw Refused.invalidPayload();
        }
    }

    /** The data, which has to be an object. */
    public Map<?, ?> dataObject() throws Refused {
        if (data instanceof Map<?, ?> map) {
            return map;
        }
        throw Refused.requiresDataObject();
    }

    /** A user's id as {@link UserIds} reads it, or 0 for anything else. */
    public static long id(Object written) {
        try {
            return written instanceof String text ? UserIds.parse(text) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
