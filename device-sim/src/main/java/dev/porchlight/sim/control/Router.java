package dev.porchlight.sim.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which action a method and a path mean. */
final class Router {
    /** @param places what stands in the path for the names in braces */
    record Route(Action action, Map<String, String> places) {}

    private Router() {}

    static Optional<Route> find(String method, List<String> path) {
        return at(path).stream()
                .filter(route -> route.action().method().equals(method))
                .findFirst();
    }

    /** Every action at that path, whatever its method. */
    static List<Route> at(List<String> path) {
        List<Route> routes = new ArrayList<>();
        for (Action action : Actions.all()) {
            match(action.segments(), path).ifPresent(places -> routes.add(new Route(action, places)));
        }
        return routes;
    }

    /** The nearest action to a path there is none for. */
    static Optional<String> nearest(List<String> path) {
        Map<String, String> written = new LinkedHashMap<>();
        for (Action action : Actions.all()) {
            written.putIfAbsent(filled(action.segments(), path), action.toString());
        }
        return DidYouMean.nearest(String.join("/", path), written.keySet()).map(written::get);
    }

    private static Optional<Map<String, String>> match(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            if (segment.startsWith("{")) {
                places.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    /** The template with what the path has at the places of names. */
    private static String filled(List<String> template, List<String> path) {
        List<String> segments = new ArrayList<>();
        for (int i = 0; i < template.size(); i++) {
            boolean place = template.get(i).startsWith("{") && i < path.size();
            segments.add(place ? path.get(i) : template.get(i));
        }
        return String.join("/", segments);
    }
}
