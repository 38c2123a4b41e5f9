package dev.porchlight.sim.discord;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps. Nulls are written: Discord tells "none" from "not said". */
final class Json {
    private static final JSON STD = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    static String write(Object value) {
        try {
            return STD.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException when the text is not one JSON object */
    static Map<String, Object> readObject(String text) throws IOException {
        Map<String, Object> object = STD.mapFrom(text);
        if (object == null) {
            throw new IOException("not a JSON object");
        }
        return object;
    }

    /** An ordered, growable object. Takes name, value, name, value. */
    static Map<String, Object> object(Object... namesAndValues) {
        return JsonObject.of(namesAndValues);
    }

    /** The value as an object; an empty one when it is anything else. */
    static Map<String, Object> asObject(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> object.put(String.valueOf(name), field));
        }
        return object;
    }

    /**
     * Any JSON value: a map, a list, a string, …
     *
     * @throws IOException when it is none
     */
    static Object read(String text) throws IOException {
        return STD.anyFrom(text);
    }

    /** The objects of an array; an empty list when the value is anything else. */
    static List<Map<String, Object>> asObjects(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(Json::asObject)
                        .toList()
                : List.of();
    }

    /** Copies those of the named fields that the body has, null included. */
    static void merge(Map<String, Object> into, Map<String, Object> body, List<String> fields) {
        for (String field : fields) {
            if (body.containsKey(field)) {
                into.put(field, body.get(field));
            }
        }
    }

    /** The number in a string or number; 0 when it is neither. */
    static long snowflake(Object value) {
        String text = String.valueOf(value);
        return text.matches("\\d{1,19}") ? Long.parseUnsignedLong(text) : 0;
    }

    /** A snowflake on the wire: a string, or null for 0. */
    static String id(long snowflake) {
        return snowflake == 0 ? null : Long.toUnsignedString(snowflake);
    }
}
