package dev.porchlight.sim.control;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The arguments of one call, checked. Immutable. */
public final class Args {
    private final Map<String, Object> values;

    /** @param values by name, of the types that {@link Kind} reads */
    public Args(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Map<String, Object> values() {
        return values;
    }

    String text(String name) {
        return (String) get(name);
    }

    int count(String name) {
        return (Integer) get(name);
    }

    double number(String name) {
        return (Double) get(name);
    }

    Duration duration(String name) {
        return (Duration) get(name);
    }

    boolean on(String name) {
        return (Boolean) get(name);
    }

    Object json(String name) {
        return get(name);
    }

    private Object get(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("an action asks for \"" + name + "\", which it does not declare");
        }
        return value;
    }
}
