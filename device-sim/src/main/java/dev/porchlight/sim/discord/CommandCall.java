package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's use of a slash command, as the data of its interaction: what a Discord client would let them send, checked
 * against the command as the bot registered it. Called under the world's lock.
 */
final class CommandCall {
    private static final int SUB_COMMAND = 1;
    private static final int SUB_COMMAND_GROUP = 2;
    private static final int INTEGER = 4;
    private static final int NUMBER = 10;

    private final Map<String, Object> command;
    private final Map<String, Object> values;
    private final String focused;
    private final Resolved resolved;

    /** @param focused the option being typed, for autocomplete; null for a command that is sent */
    CommandCall(SimChannel place, Map<String, Object> command, Map<String, Object> values, String focused) {
        this.command = command;
        this.values = new LinkedHashMap<>(values);
        this.focused = focused;
        this.resolved = new Resolved(place);
    }

    /** @param path of subcommand group and subcommand, as far as the command has them */
    Map<String, Object> data(List<String> path) {
        List<Map<String, Object>> options = level(Json.asObjects(command.get("options")), path);
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("/" + command.get("name") + " has no option " + values.keySet());
        }
        Map<String, Object> data = head(command);
        resolved.addTo(data);
        data.put("options", options);
        return data;
    }

    /** The parts of a command's data that every kind has. */
    static Map<String, Object> head(Map<String, Object> command) {
        Map<String, Object> data =
                Json.object("id", command.get("id"), "name", command.get("name"), "type", CommandRules.type(command));
        if (command.containsKey("guild_id")) {
            data.put("guild_id", command.get("guild_id"));
        }
        return data;
    }

    private List<Map<String, Object>> level(List<Map<String, Object>> declared, List<String> path) {
        boolean nested = declared.stream().anyMatch(option -> type(option) <= SUB_COMMAND_GROUP);
        if (!nested) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("/" + command.get("name") + " has no subcommand " + path);
            }
            return given(declared);
        }
        Optional<Map<String, Object>> sub = declared.stream()
                .filter(option -> !path.isEmpty() && path.getFirst().equals(option.get("name")))
                .findFirst();
        if (sub.isEmpty()) {
            throw new IllegalArgumentException("/" + command.get("name") + " needs one of its subcommands "
                    + declared.stream().map(option -> option.get("name")).toList() + ", not " + path);
        }
        List<Map<String, Object>> inner = level(Json.asObjects(sub.get().get("options")), path.subList(1, path.size()));
        return List.of(Json.object("name", sub.get().get("name"), "type", type(sub.get()), "options", inner));
    }

    private List<Map<String, Object>> given(List<Map<String, Object>> declared) {
        List<Map<String, Object>> given = new ArrayList<>();
        for (Map<String, Object> option : declared) {
            String name = String.valueOf(option.get("name"));
            if (values.containsKey(name)) {
                given.add(one(option, name, values.remove(name)));
            } else if (Boolean.TRUE.equals(option.get("required")) && focused == null) {
                throw new IllegalArgumentException("/" + command.get("name") + " needs its option " + name);
            }
        }
        return given;
    }

    private Map<String, Object> one(Map<String, Object> option, String name, Object value) {
        Object wire = resolved.wire(value);
        boolean isFocused = name.equals(focused);
        checkChoice(option, wire, isFocused);
        Map<String, Object> one = Json.object("name", name, "type", type(option), "value", wire);
        if (isFocused) {
            if (!Boolean.TRUE.equals(option.get("autocomplete"))) {
                throw new IllegalArgumentException(name + " does not complete what is typed");
            }
            one.put("focused", true);
        }
        return one;
    }

    private static void checkChoice(Map<String, Object> option, Object wire, boolean isFocused) {
        List<Map<String, Object>> choices = Json.asObjects(option.get("choices"));
        int type = type(option);
        if (!isFocused && (type == INTEGER || type == NUMBER) && !(wire instanceof Number)) {
            throw new IllegalArgumentException(option.get("name") + " takes a number, not " + wire);
        }
        if (!choices.isEmpty()
                && choices.stream()
                        .noneMatch(choice -> String.valueOf(choice.get("value")).equals(String.valueOf(wire)))) {
            throw new IllegalArgumentException(option.get("name") + " has no choice " + wire);
        }
    }

    private static int type(Map<String, Object> option) {
        return option.get("type") instanceof Number type ? type.intValue() : SUB_COMMAND;
    }
}
