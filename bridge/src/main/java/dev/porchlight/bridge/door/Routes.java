package dev.porchlight.bridge.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the door serves: exact paths, each with a handler per method or a WebSocket endpoint, and an error writer per path
 * prefix. Filled by {@code Bridge} before the door opens, read-only from then on.
 */
public final class Routes {

    /** One path's handlers. */
    record Route(Map<String, Handler> handlers, int bodyCap, Endpoint endpoint) {

        String allow() {
            return String.join(", ", handlers.keySet());
        }
    }

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final TreeMap<String, ErrorWriter> errorWriters = new TreeMap<>();

    /** Serves GET and HEAD; a body is refused. */
    public Routes get(String path, Handler handler) {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("GET", handler);
        handlers.put("HEAD", handler);
        return put(path, new Route(handlers, 0, null));
    }

    /** Serves POST with a body of at most {@code bodyCap} bytes. */
    public Routes post(String path, int bodyCap, Handler handler) {
        return put(path, new Route(Map.of("POST", handler), bodyCap, null));
    }

    /** Serves WebSocket upgrades; any other request for the path is answered 426. */
    public Routes webSocket(String path, Endpoint endpoint) {
        return put(path, new Route(Map.of(), 0, endpoint));
    }

    /** Gives every path under a prefix its own shape of errors; the longest prefix wins. */
    public Routes errors(String prefix, ErrorWriter writer) {
        errorWriters.put(prefix, writer);
        return this;
    }

    private Routes put(String path, Route route) {
        if (!path.startsWith("/") || routes.putIfAbsent(path, route) != null) {
            throw new IllegalArgumentException("path " + path + " is malformed or taken");
        }
        return this;
    }

    List<Endpoint> endpoints() {
        return routes.values().stream()
                .map(Route::endpoint)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The route of a decoded path, or null. */
    Route find(String path) {
        return routes.get(path);
    }

    ErrorWriter errorsFor(String path) {
        for (String prefix : errorWriters.descendingKeySet()) {
            if (path.startsWith(prefix)) {
                return errorWriters.get(prefix);
            }
        }
        return ErrorWriter.STANDARD;
    }
}
