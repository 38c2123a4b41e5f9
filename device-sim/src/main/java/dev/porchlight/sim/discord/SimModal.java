package dev.porchlight.sim.discord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A form that the bot shows to one person. Any thread may call. */
public final class SimModal {
    private static final int TEXT_INPUT = 4;

    private final SimInteraction from;
    private final Map<String, Object> json;

    SimModal(SimInteraction from, Map<String, Object> json) {
        this.from = from;
        this.json = json;
    }

    public String customId() {
        return String.valueOf(json.get("custom_id"));
    }

    public String title() {
        return String.valueOf(json.get("title"));
    }

    /** The whole form, as the bot sent it. */
    public Map<String, Object> json() {
        return Json.asObject(json);
    }

    /**
     * Fills it in and sends it: INTERACTION_CREATE.
     *
     * @param idsAndValues custom id of an input, its value, …; of a menu a list of values. What is left out keeps what the
     *     bot had filled in.
     * @throws IllegalArgumentException when there is no such input
     */
    public SimInteraction submit(Object... idsAndValues) {
        World world = from.channel().world();
        return world.act(() -> {
            Map<String, Object> values = Json.object(idsAndValues);
            List<Map<String, Object>> components = filled(json.get("components"), values);
            if (!values.isEmpty()) {
                throw new IllegalArgumentException("the form has no input " + values.keySet());
            }
            Map<String, Object> data = Json.object("custom_id", customId(), "components", components);
            return world.interactions.start(
                    SimInteraction.MODAL_SUBMIT,
                    from.channel(),
                    from.user(),
                    data,
                    from.source().orElse(null),
                    "");
        });
    }

    private static List<Map<String, Object>> filled(Object components, Map<String, Object> values) {
        return Json.asObjects(components).stream()
                .map(component -> filled(component, values))
                .toList();
    }

    /** Rows and labels keep their shape; an input goes with its id and its value alone. */
    private static Map<String, Object> filled(Map<String, Object> component, Map<String, Object> values) {
        Map<String, Object> filled = new LinkedHashMap<>();
        Json.merge(filled, component, List.of("type", "id", "custom_id"));
        if (component.get("components") instanceof List<?> inner) {
            filled.put("components", filled(inner, values));
        }
        if (component.get("component") instanceof Map<?, ?> inner) {
            filled.put("component", filled(Json.asObject(inner), values));
        }
        if (component.get("custom_id") instanceof String id) {
            boolean text = component.get("type") instanceof Number type && type.intValue() == TEXT_INPUT;
            Object before = text ? component.getOrDefault("value", "") : List.of();
            Object value = values.containsKey(id) ? values.remove(id) : before;
            filled.put(text || !(value instanceof List) ? "value" : "values", value);
        }
        return filled;
    }
}
