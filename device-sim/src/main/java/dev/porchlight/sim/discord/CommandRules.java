package dev.porchlight.sim.discord;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What Discord refuses to take for an application command, checked in its order. Pure. */
final class CommandRules {
    static final int SLASH = 1;
    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");
    private static final int MAX_CONTEXT_NAME = 32;
    private static final int MAX_DESCRIPTION = 100;
    private static final int MAX_OPTIONS = 25;
    private static final int MAX_SLASH = 100;
    private static final int MAX_CONTEXT = 15;
    private static final int SUB_COMMAND_GROUP = 2;
    private static final int LAST_OPTION_TYPE = 11;

    private CommandRules() {}

    static int type(Map<String, Object> command) {
        return command.get("type") instanceof Number type ? type.intValue() : SLASH;
    }

    /** @throws RestError when one of them is not as it has to be, or there are too many */
    static void checkAll(List<Map<String, Object>> commands) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < commands.size(); i++) {
            check(commands.get(i), i + ".");
            if (!seen.add(type(commands.get(i)) + " " + commands.get(i).get("name"))) {
                throw RestError.field(
                        i + ".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
        }
        for (int type = SLASH; type <= 3; type++) {
            int wanted = type;
            int max = type == SLASH ? MAX_SLASH : MAX_CONTEXT;
            if (commands.stream().filter(command -> type(command) == wanted).count() > max) {
                throw new RestError(400, 30_032, "Maximum number of application commands reached (" + max + ")");
            }
        }
    }

    /** @param path where it stands in the request: empty, or e.g. {@code 0.} */
    static void check(Map<String, Object> command, String path) {
        int type = type(command);
        if (type < SLASH || type > 4) {
            throw RestError.choice(path + "type", "(1, 2, 3, 4)");
        }
        if (type == SLASH) {
            checkName(command.get("name"), path);
            checkDescription(command, path);
            checkOptions(command.get("options"), path);
        } else {
            checkLength(command.get("name"), path + "name", MAX_CONTEXT_NAME);
        }
    }

    private static void checkOptions(Object options, String path) {
        List<Map<String, Object>> all = Json.asObjects(options);
        if (all.size() > MAX_OPTIONS) {
            throw RestError.badLength(path + "options", 0, MAX_OPTIONS);
        }
        Set<Object> names = new HashSet<>();
        boolean optional = false;
        for (int i = 0; i < all.size(); i++) {
            Map<String, Object> option = all.get(i);
            String at = path + "options." + i + ".";
            int type = option.get("type") instanceof Number number ? number.intValue() : 0;
            if (type < 1 || type > LAST_OPTION_TYPE) {
                throw RestError.choice(at + "type", "(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)");
            }
            checkName(option.get("name"), at);
            checkDescription(option, at);
            if (!names.add(option.get("name"))) {
                throw RestError.field(
                        at + "name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
            }
            boolean required = Boolean.TRUE.equals(option.get("required"));
            if (required && optional) {
                throw RestError.field(
                        at + "required",
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optional |= !required && type > SUB_COMMAND_GROUP;
            if (Json.asObjects(option.get("choices")).size() > MAX_OPTIONS) {
                throw RestError.badLength(at + "choices", 0, MAX_OPTIONS);
            }
            checkOptions(option.get("options"), at);
        }
    }

    private static void checkName(Object name, String path) {
        if (name == null) {
            throw RestError.required(path + "name");
        }
        String text = String.valueOf(name);
        if (!NAME.matcher(text).matches() || text.codePoints().anyMatch(Character::isUpperCase)) {
            throw RestError.field(path + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    private static void checkDescription(Map<String, Object> command, String path) {
        checkLength(command.get("description"), path + "description", MAX_DESCRIPTION);
    }

    private static void checkLength(Object text, String path, int max) {
        if (text == null) {
            throw RestError.required(path);
        }
        int length = String.valueOf(text).length();
        if (length < 1 || length > max) {
            throw RestError.badLength(path, 1, max);
        }
    }
}
