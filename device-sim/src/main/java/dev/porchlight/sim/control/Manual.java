package dev.porchlight.sim.control;

import dev.porchlight.sim.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of actions as JSON, so that the control API explains itself. */
final class Manual {
    private Manual() {}

    static Map<String, Object> all() {
        return JsonObject.of(
                "about",
                "The simulated world of device-sim. POST does or awaits something, GET looks; arguments are one JSON"
                        + " object; names address things. Every POST that does not wait takes \"quietly\": true: nobody"
                        + " is told of the change. Durations: 500ms, 2s, 1m.",
                "base",
                ControlServer.BASE,
                "actions",
                Actions.all().stream().map(Manual::describe).toList());
    }

    private static Map<String, Object> describe(Action action) {
        return JsonObject.of(
                "method",
                action.method(),
                "path",
                action.path(),
                "does",
                action.doc(),
                "arguments",
                arguments(action),
                "in_a_scenario",
                action.phrases().stream().map(Phrase::toString).toList());
    }

    private static List<Map<String, Object>> arguments(Action action) {
        return action.args().stream()
                .map(arg -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", arg.name());
                    json.put("in", action.path().contains("{" + arg.name() + "}") ? "path" : "body");
                    json.put("is", arg.words());
                    json.put("required", arg.isRequired());
                    if (!arg.isRequired()) {
                        json.put("otherwise", written(arg.otherwise()));
                    }
                    return json;
                })
                .toList();
    }

    private static Object written(Object value) {
        return value instanceof Duration duration ? Durations.write(duration) : value;
    }
}
