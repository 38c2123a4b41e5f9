package dev.porchlight.bridge.guilds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decoded JSON as the bytes it is kept in. Safe from every thread. */
final class JsonBytes {

    static final byte[] EMPTY_LIST = "[]".getBytes(StandardCharsets.UTF_8);

    /** What Discord sends nests three deep. */
    private static final int DEEPEST = 32;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    /**
     * UTF-8 JSON of maps, lists, text, numbers and flags, as they are.
     *
     * @throws MalformedDispatch when it nests too deep, or holds anything else
     */
    static byte[] of(Object value, int expectedBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(json, value, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written to a file
        }
        return bytes.toByteArray();
    }

    /** An object by its sorted keys, without those that are null: the same fields are the same bytes. */
    static byte[] sorted(Map<?, ?> fields) {
        Map<String, Object> sorted = new TreeMap<>();
        fields.forEach((key, value) -> {
            if (value != null) {
                sorted.put(String.valueOf(key), value);
            }
        });
        return of(sorted, 512);
    }

    /** What {@link #of} made of an object. */
    static Map<String, Object> object(byte[] json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // they are our own bytes
        }
    }

    /** Fields as they were, with those that are told in their place; null ends one. */
    static byte[] merged(byte[] kept, byte[] told) {
        Map<String, Object> fields = object(kept);
        fields.putAll(object(told));
        return sorted(fields);
    }

    private static void write(JsonGenerator json, Object value, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw MalformedDispatch.tooDeep(DEEPEST);
        }
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : object.entrySet()) {
                    json.writeFieldName((String) field.getKey());
                    write(json, field.getValue(), depth + 1);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    write(json, element, depth + 1);
                }
                json.writeEndArray();
            }
            case Double number -> json.writeNumber(number);
            case BigInteger number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            default -> throw MalformedDispatch.noJson();
        }
    }
}
