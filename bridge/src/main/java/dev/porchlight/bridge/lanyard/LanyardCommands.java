package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.guilds.SlashCommand.Option;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code /apikey} and {@code /kv get|set|del|list}, for everybody's own pairs. Who writes their own API key into one of these
 * gets a new one at once, as with Lanyard's bot. On a command's own thread; waits for the store.
 */
final class LanyardCommands {

    /** Discord's limit for an answer is 2,000 UTF-16 units; the rest is for the words around. */
    private static final int SHOWN = 1_800;

    /** What Discord lets a person type into an option. */
    private static final int TYPED = 6_000;

    private static final String NOT_MONITORED = "You are not being monitored by this bridge, or have opted out.";

    private final People people;
    private final KeyValues keyValues;
    private final ApiKeys apiKeys;

    LanyardCommands(People people, KeyValues keyValues, ApiKeys apiKeys) {
        this.people = people;
        this.keyValues = keyValues;
        this.apiKeys = apiKeys;
    }

    List<SlashCommand> all() {
        Option key = new Option("key", "Up to 255 of a-z, A-Z, 0-9 and _", true, KeyValues.MAX_KEY);
        Option value = new Option("value", "Any text; everybody can read it", true, TYPED);
        return List.of(
                new SlashCommand(
                        "kv",
                        "The key-value pairs that your presence shows",
                        List.of(),
                        List.of(
                                sub("get", "Shows one of your values", List.of(key)),
                                sub("set", "Stores a value", List.of(key, value)),
                                sub("del", "Deletes a pair", List.of(key)),
                                sub("list", "Shows the keys that you have", List.of())),
                        false,
                        this::kv),
                new SlashCommand(
                        "apikey",
                        "Makes you an API key for your pairs; one that you have is good for nothing any more",
                        List.of(),
                        List.of(),
                        false,
                        call -> apiKey(call.user())));
    }

    private SlashCommand sub(String name, String description, List<Option> options) {
        return new SlashCommand(name, description, options, List.of(), false, this::kv);
    }

    private String apiKey(long user) {
        if (people.find(user) == null) {
            return NOT_MONITORED;
        }
        return "Your API key, shown this once; an older one is good for nothing any more:\n`" + apiKeys.create(user)
                + "`\nWhoever has it can change your pairs.";
    }

    private String kv(SlashCommand.Call call) {
        long user = call.user();
        for (String typed : call.options().values()) {
            if (apiKeys.isIn(typed, user)) {
                return "That was your API key, so it has been replaced, and nothing else was done. The new one, shown this"
                        + " once:\n`" + apiKeys.create(user) + "`";
            }
        }
        String key = call.options().getOrDefault("key", "");
        return switch (call.subcommand()) {
            case "get" -> get(user, key);
            case "set" -> set(user, key, call.options().getOrDefault("value", ""));
            case "del" -> delete(user, key);
            default -> list(user);
        };
    }

    private String get(long user, String key) {
        String value = keyValues.all(user).get(key);
        return value == null ? "You have no such key." : shortened(value);
    }

    private String set(long user, String key, String value) {
        if (people.find(user) == null) {
            return NOT_MONITORED;
        }
        try {
            keyValues.put(user, Map.of(key, value));
            return "`" + key + "` is stored.";
        } catch (KvRejected e) {
            return e.getMessage() + ".";
        }
    }

    private String delete(long user, String key) {
        boolean there = keyValues.all(user).containsKey(key);
        keyValues.remove(user, key);
        return there ? "`" + key + "` is deleted." : "You have no such key.";
    }

    private String list(long user) {
        StringJoiner keys = new StringJoiner(", ");
        keyValues.all(user).keySet().forEach(key -> keys.add("`" + key + "`"));
        return keys.length() == 0 ? "You have no pairs." : shortened(keys.toString());
    }

    private static String shortened(String text) {
        if (text.length() <= SHOWN) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(SHOWN)) ? SHOWN - 1 : SHOWN;
        return text.substring(0, end) + " … (" + text.codePointCount(0, text.length()) + " characters)";
    }
}
