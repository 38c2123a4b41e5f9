package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.door.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of a POST to one output: {@code {"on":true,"for":"10m"}}, {@code for} only where it is to end by itself. */
record Switching(boolean on, Optional<Duration> time) {

    private static final Set<String> FIELDS = Set.of("on", "for");

    /** @throws IllegalArgumentException with a sentence that holds nothing of the body */
    static Switching parse(byte[] body) {
        Map<String, Object> fields = object(body);
        if (!FIELDS.containsAll(fields.keySet())) {
            throw new IllegalArgumentException("The body takes the fields on and for, and no others");
        }
        if (!(fields.get("on") instanceof Boolean on)) {
            throw new IllegalArgumentException("The field on is needed, and is true or false");
        }
        Object time = fields.get("for");
        if (time == null) {
            return new Switching(on, Optional.empty());
        }
        try {
            if (time instanceof String text) {
                return new Switching(on, Optional.of(Action.time(text)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected(), e);
        }
        throw new IllegalArgumentException(expected());
    }

    private static String expected() {
        return "The field for is " + Action.TIME_EXPECTED;
    }

    private static Map<String, Object> object(byte[] body) {
        try {
            return JsonObject.read(body);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The body is a JSON object with the field on, true or false, and, if it is to end by itself, for, such as 10m",
                    e);
        }
    }
}
