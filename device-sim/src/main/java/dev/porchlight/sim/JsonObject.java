package dev.porchlight.sim;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object on its way out. */
public final class JsonObject {
    private JsonObject() {}

    /**
     * An ordered, growable one.
     *
     * @param namesAndValues name, value, name, value; a value may be null
     */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
