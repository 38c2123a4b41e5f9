package dev.porchlight.sim.discord;

import java.util.Map;

/**
 * Which emoji: one of Unicode's by itself, or a guild's own by its id.
 *
 * @param id 0 for one of Unicode's
 * @param name the emoji itself, or the name of a guild's own
 */
record EmojiKey(long id, String name, boolean animated) {

    /** {@code 👍}, {@code name:id} or {@code a:name:id}, in a path or in a script. */
    static EmojiKey parse(String text) {
        boolean animated = text.startsWith("a:");
        String rest = animated ? text.substring(2) : text;
        int colon = rest.lastIndexOf(':');
        if (colon > 0 && rest.substring(colon + 1).matches("\\d{1,19}")) {
            return new EmojiKey(Long.parseUnsignedLong(rest.substring(colon + 1)), rest.substring(0, colon), animated);
        }
        return new EmojiKey(0, text, false);
    }

    Map<String, Object> json() {
        Map<String, Object> json = Json.object("id", Json.id(id), "name", name);
        if (animated) {
            json.put("animated", true);
        }
        return json;
    }

    /** In an activity one of Unicode's has no id at all. */
    Map<String, Object> activityJson() {
        return id == 0 ? Json.object("name", name) : Json.object("name", name, "id", Json.id(id), "animated", animated);
    }

    /** A guild's own emoji is the same one under any name. */
    boolean is(EmojiKey other) {
        return id == other.id && (id != 0 || name.equals(other.name));
    }
}
