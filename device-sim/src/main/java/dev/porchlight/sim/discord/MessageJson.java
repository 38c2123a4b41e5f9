package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a request for a message becomes the message. Called under the world's lock. */
final class MessageJson {
    private static final int REPLY = 19;
    /** What a sender may set: suppressed embeds, silent, components v2. */
    private static final int SETTABLE = (1 << 2) | (1 << 12) | (1 << 15);

    private MessageJson() {}

    /** Everything but the author, mentions, reactions and what it refers to, which are looked up when it is shown. */
    static Map<String, Object> of(SimChannel channel, long id, Map<String, Object> body, List<SimUpload> files) {
        Map<String, Object> json = Json.object(
                "id",
                Json.id(id),
                "channel_id",
                Json.id(channel.id()),
                "type",
                body.get("message_reference") instanceof Map && !MessageRules.isForward(body) ? REPLY : 0,
                "content",
                MessageRules.text(body),
                "timestamp",
                Times.now(),
                "edited_timestamp",
                null,
                "tts",
                Boolean.TRUE.equals(body.get("tts")),
                "attachments",
                attachments(channel, body, files, List.of()),
                "embeds",
                embeds(body.get("embeds")),
                "components",
                components(body.get("components")));
        json.putAll(Json.object("pinned", false, "flags", flags(body)));
        Json.merge(json, body, List.of("nonce", "poll"));
        if (body.get("message_reference") instanceof Map) {
            Map<String, Object> reference = Json.asObject(body.get("message_reference"));
            reference.putIfAbsent("channel_id", Json.id(channel.id()));
            reference.putIfAbsent("type", 0);
            if (channel.guild() != null) {
                reference.putIfAbsent("guild_id", Json.id(channel.guild().id()));
            }
            reference.remove("fail_if_not_exists");
            json.put("message_reference", reference);
        }
        return json;
    }

    static int flags(Map<String, Object> body) {
        return body.get("flags") instanceof Number flags ? flags.intValue() & SETTABLE : 0;
    }

    /** What a PATCH changes in the message. */
    static void edit(SimChannel channel, Map<String, Object> json, Map<String, Object> body, List<SimUpload> files) {
        if (body.containsKey("content")) {
            json.put("content", MessageRules.text(body));
        }
        if (body.containsKey("embeds")) {
            json.put("embeds", embeds(body.get("embeds")));
        }
        if (body.containsKey("components")) {
            json.put("components", components(body.get("components")));
        }
        if (body.containsKey("flags")) {
            json.put("flags", (((Number) json.get("flags")).intValue() & ~SETTABLE) | flags(body));
        }
        if (body.containsKey("attachments") || !files.isEmpty()) {
            json.put("attachments", attachments(channel, body, files, Json.asObjects(json.get("attachments"))));
        }
        json.put("edited_timestamp", Times.now());
    }

    /** Those kept of what was there, all of them when the request does not say, then the new ones. */
    private static List<Map<String, Object>> attachments(
            SimChannel channel, Map<String, Object> body, List<SimUpload> files, List<Map<String, Object>> there) {
        List<Map<String, Object>> said = Json.asObjects(body.get("attachments"));
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> old : there) {
            if (!body.containsKey("attachments")
                    || said.stream().anyMatch(a -> Json.snowflake(a.get("id")) == Json.snowflake(old.get("id")))) {
                all.add(old);
            }
        }
        for (SimUpload file : files) {
            Map<String, Object> attachment =
                    file.json(channel, channel.world().snowflakes.next());
            said.stream()
                    .filter(a -> Json.snowflake(a.get("id")) == file.index())
                    .forEach(a -> Json.merge(attachment, a, List.of("filename", "description", "title")));
            all.add(attachment);
        }
        return all;
    }

    private static List<Map<String, Object>> embeds(Object embeds) {
        List<Map<String, Object>> all = Json.asObjects(embeds);
        all.forEach(embed -> embed.putIfAbsent("type", "rich"));
        return all;
    }

    /** Components as they came, each with the number Discord gives those that have none. */
    static List<Map<String, Object>> components(Object components) {
        int[] last = {0};
        return numbered(components, last);
    }

    private static List<Map<String, Object>> numbered(Object components, int[] last) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> component : Json.asObjects(components)) {
            Map<String, Object> numbered = new LinkedHashMap<>(component);
            last[0]++;
            numbered.putIfAbsent("id", last[0]);
            if (component.get("components") instanceof List) {
                numbered.put("components", numbered(component.get("components"), last));
            }
            for (String inner : List.of("accessory", "component")) {
                if (component.get(inner) instanceof Map) {
                    numbered.put(
                            inner, numbered(List.of(component.get(inner)), last).getFirst());
                }
            }
            all.add(numbered);
        }
        return all;
    }
}
