package dev.porchlight.bridge.guilds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the fields of one decoded JSON object; whatever is not as expected is a {@link MalformedDispatch} that names the
 * field. A field that is null counts as absent.
 */
record Payload(String path, Map<?, ?> fields) {

    /** A snowflake: unsigned 64 bits as decimal text, or a whole number as some servers send; never zero. */
    long snowflake(String key) {
        Object value = present(key);
        long id = toSnowflake(value);
        if (id == 0) {
            throw MalformedDispatch.notASnowflake(path + key);
        }
        return id;
    }

    /** The same, or zero when the field is absent. */
    long snowflakeOrZero(String key) {
        return fields.get(key) == null ? 0 : snowflake(key);
    }

    String text(String key) {
        Object value = present(key);
        if (value instanceof String text) {
            return text;
        }
        throw MalformedDispatch.notText(path + key);
    }

    int number(String key) {
        Object value = present(key);
        if (value instanceof Integer number) {
            return number;
        }
        throw MalformedDispatch.notANumber(path + key);
    }

    /** A flag; absent is false. */
    boolean flag(String key) {
        Object value = fields.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw MalformedDispatch.notAFlag(path + key);
    }

    Payload object(String key) {
        Object value = present(key);
        if (value instanceof Map<?, ?> object) {
            return new Payload(path + key + ".", object);
        }
        throw MalformedDispatch.notAnObject(path + key);
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    /** A list of objects; absent is empty. */
    List<Payload> list(String key) {
        Object value = fields.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw MalformedDispatch.notAList(path + key);
        }
        List<Payload> objects = new ArrayList<>(list.size());
        for (Object element : list) {
            objects.add(asObject(key, element));
        }
        return objects;
    }

    /**
     * What could be read of a list, and how much could not.
     *
     * @param leftOut elements that were malformed
     */
    record Elements<T>(List<T> good, int leftOut) {}

    /** Reads a list whose elements stand for themselves: one that is malformed, or no object at all, is left out. */
    <T> Elements<T> elements(String key, Function<Payload, T> parser) {
        Object value = fields.get(key);
        if (value != null && !(value instanceof List<?>)) {
            throw MalformedDispatch.notAList(path + key);
        }
        List<T> good = new ArrayList<>();
        int leftOut = 0;
        for (Object element : value instanceof List<?> list ? list : List.of()) {
            try {
                good.add(parser.apply(asObject(key, element)));
            } catch (MalformedDispatch e) {
                leftOut++;
            }
        }
        return new Elements<>(List.copyOf(good), leftOut);
    }

    /** The same of a list without which the rest is of use: if it is none, that is one element left out. */
    <T> Elements<T> elementsIfAny(String key, Function<Payload, T> parser) {
        try {
            return elements(key, parser);
        } catch (MalformedDispatch e) {
            return new Elements<>(List.of(), 1);
        }
    }

    private Payload asObject(String key, Object element) {
        if (element instanceof Map<?, ?> object) {
            return new Payload(path + key + "[].", object);
        }
        throw MalformedDispatch.notAList(path + key);
    }

    private Object present(String key) {
        Object value = fields.get(key);
        if (value == null) {
            throw MalformedDispatch.missing(path + key);
        }
        return value;
    }

    private static long toSnowflake(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        try {
            return value instanceof String text ? Long.parseUnsignedLong(text) : 0;
        } catch (NumberFormatException notDecimal) {
            return 0;
        }
    }
}
