package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of REST routes: method and pattern to handler. In a pattern {@code {guild}} stands for any one segment; of two
 * patterns that fit the one with more fixed segments holds.
 */
final class Routes {
    /**
     * Answers one request, under the world's lock.
     *
     * @see RestError for refusing it
     */
    interface Handler {
        RestAnswer answer(Call call);
    }

    private record Route(String method, List<String> segments, boolean open, Handler handler) {
        boolean fits(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                if (!isParameter(segments.get(i)) && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        long fixed() {
            return segments.stream().filter(segment -> !isParameter(segment)).count();
        }

        Map<String, String> parameters(List<String> path) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                if (isParameter(segments.get(i))) {
                    String name = segments.get(i);
                    parameters.put(name.substring(1, name.length() - 1), path.get(i));
                }
            }
            return parameters;
        }
    }

    /** A handler and the segments that its pattern left open. */
    record Match(Handler handler, Map<String, String> parameters) {}

    private final List<Route> routes = new ArrayList<>();

    Routes get(String pattern, Handler handler) {
        return add("GET", pattern, handler);
    }

    Routes post(String pattern, Handler handler) {
        return add("POST", pattern, handler);
    }

    Routes put(String pattern, Handler handler) {
        return add("PUT", pattern, handler);
    }

    Routes patch(String pattern, Handler handler) {
        return add("PATCH", pattern, handler);
    }

    Routes delete(String pattern, Handler handler) {
        return add("DELETE", pattern, handler);
    }

    private Routes add(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), false, handler));
        return this;
    }

    /** One that asks for no token. */
    Routes open(String method, String pattern, Handler handler) {
        routes.add(new Route(method, List.of(pattern.split("/", -1)), true, handler));
        return this;
    }

    Optional<Match> find(String method, List<String> path) {
        return routes.stream()
                .filter(route -> route.method().equals(method) && route.fits(path))
                .max(Comparator.comparingLong(Route::fixed))
                .map(route -> new Match(route.handler(), route.parameters(path)));
    }

    /** Whether the path is there for some other method. */
    boolean knows(List<String> path) {
        return routes.stream().anyMatch(route -> route.fits(path));
    }

    /** Whether that path, by whatever method, asks for no token. */
    boolean isOpen(List<String> path) {
        return routes.stream().anyMatch(route -> route.open() && route.fits(path));
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }
}
