package dev.porchlight.bridge.door;

import dev.porchlight.bridge.log.Log;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the door serves: exact paths, or all that are one name below a path, each with a handler per method or a WebSocket
 * endpoint; whole trees that a feature routes by itself; and an error writer per path prefix. Filled by {@code Bridge} before
 * the door opens, read-only from then on.
 */
public final class Routes {

    /** The ceiling of a route's body cap. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final Log LOG = Log.of("door");

    private static final String ANY = "*";

    /** One path's handlers by method ({@value #ANY}: of every method), or its endpoint with the limits of its sockets. */
    record Route(Map<String, Handler> handlers, int bodyCap, Endpoint endpoint, SocketLimits socketLimits) {

        /** Null when the path does not take this method. */
        Handler handler(String method) {
            Handler handler = handlers.get(method);
            return handler == null ? handlers.get(ANY) : handler;
        }

        String allow() {
            return String.join(", ", handlers.keySet());
        }
    }

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private final Map<String, Route> below = new LinkedHashMap<>();
    private final TreeMap<String, Route> under = new TreeMap<>();
    private final TreeMap<String, ErrorWriter> errorWriters = new TreeMap<>();

    /** Serves GET and HEAD; a body is refused. */
    public Routes get(String path, Handler handler) {
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("GET", handler);
        handlers.put("HEAD", handler);
        return put(path, new Route(handlers, 0, null, null));
    }

    /**
     * Serves POST.
     *
     * @param bodyCap the most bytes a body may have, 0 to {@value #MAX_BODY_BYTES}; it is held in memory
     */
    public Routes post(String path, int bodyCap, Handler handler) {
        requireCap(bodyCap);
        return put(path, new Route(Map.of("POST", handler), bodyCap, null, null));
    }

    private static void requireCap(int bodyCap) {
        if (bodyCap < 0 || bodyCap > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("bodyCap is 0 to " + MAX_BODY_BYTES);
        }
    }

    /**
     * Serves GET, HEAD and POST of every path that is this one, a slash and one name; an exact path goes before it.
     *
     * @param path without the last slash; empty for the names at the root
     * @param bodyCap as for {@link #post}
     */
    public Routes below(String path, int bodyCap, Handler get, Handler post) {
        requireCap(bodyCap);
        Map<String, Handler> handlers = new LinkedHashMap<>();
        handlers.put("GET", get);
        handlers.put("HEAD", get);
        handlers.put("POST", post);
        if (!(path.isEmpty() || path.startsWith("/"))
                || below.putIfAbsent(path, new Route(handlers, bodyCap, null, null)) != null) {
            throw new IllegalArgumentException("path " + path + " is malformed or taken");
        }
        return this;
    }

    /**
     * Serves a path and everything below it, with every method the door knows, OPTIONS and DELETE too: the handler tells them
     * apart. The longest prefix wins; what is registered for an exact path, or by {@link #below}, goes before it.
     *
     * @param prefix without a slash at its end: {@code /v1} is {@code /v1}, {@code /v1/} and {@code /v1/a/b}, not {@code /v10}
     * @param bodyCap as for {@link #post}
     */
    public Routes under(String prefix, int bodyCap, Handler handler) {
        requireCap(bodyCap);
        Route route = new Route(Map.of(ANY, handler), bodyCap, null, null);
        if (!prefix.startsWith("/") || prefix.endsWith("/") || under.putIfAbsent(prefix, route) != null) {
            throw new IllegalArgumentException("prefix " + prefix + " is malformed or taken");
        }
        return this;
    }

    /** Serves WebSocket upgrades; any other request for the path is answered 426. */
    public Routes webSocket(String path, Endpoint endpoint) {
        return put(path, new Route(Map.of(), 0, endpoint, endpoint.limits()));
    }

    /**
     * Gives every path under a prefix its own shape of errors; the longest prefix wins. What is refused before its path is
     * known (a malformed head) has the standard shape.
     *
     * @param prefix of the decoded path; ends with a slash unless {@code /v1} is to cover {@code /v10} too
     */
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
        Route route = routes.get(path);
        int slash = path.lastIndexOf('/');
        if (route == null && slash >= 0 && slash < path.length() - 1) {
            route = below.get(path.substring(0, slash));
        }
        return route == null ? findUnder(path) : route;
    }

    private Route findUnder(String path) {
        for (int end = path.length(); end > 0 && !under.isEmpty(); end = path.lastIndexOf('/', end - 1)) {
            Route route = under.get(path.substring(0, end));
            if (route != null) {
                return route;
            }
        }
        return null;
    }

    /** A refusal in the shape of the path's prefix; an error writer that fails is replaced by the standard one. */
    Answer error(String path, Refusal refusal) {
        try {
            return writerFor(path).write(refusal.status(), refusal.code(), refusal.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("error_writer_failed", e, "path", path);
            return ErrorWriter.STANDARD.write(refusal.status(), refusal.code(), refusal.getMessage());
        }
    }

    private ErrorWriter writerFor(String path) {
        for (String prefix : errorWriters.descendingKeySet()) { // so the longer of two prefixes comes first
            if (path.startsWith(prefix)) {
                return errorWriters.get(prefix);
            }
        }
        return ErrorWriter.STANDARD;
    }
}
