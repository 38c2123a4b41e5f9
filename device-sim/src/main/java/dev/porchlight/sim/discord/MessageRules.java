package dev.porchlight.sim.discord;

import java.util.List;
import java.util.Map;

/** What Discord refuses to take for a message, checked in its order. Pure. */
final class MessageRules {
    private static final int MAX_CONTENT = 2_000;
    private static final int MAX_EMBEDS = 10;
    private static final int MAX_ROWS = 5;
    private static final int MAX_ATTACHMENTS = 10;
    private static final int COMPONENTS_V2 = 1 << 15;

    private MessageRules() {}

    /** @throws RestError as Discord would answer */
    static void checkNew(Map<String, Object> body, List<SimUpload> files) {
        checkFields(body);
        boolean nothing = text(body).isBlank()
                && files.isEmpty()
                && List.of("embeds", "components", "sticker_ids").stream()
                        .allMatch(field -> !(body.get(field) instanceof List<?> list) || list.isEmpty())
                && !body.containsKey("poll")
                && !isForward(body);
        if (nothing) {
            throw new RestError(400, 50_006, "Cannot send an empty message");
        }
        if (files.size() > MAX_ATTACHMENTS) {
            throw RestError.badLength("attachments", 0, MAX_ATTACHMENTS);
        }
    }

    /** What holds for a message that is edited, too. */
    static void checkFields(Map<String, Object> body) {
        if (body.get("content") != null && !(body.get("content") instanceof String)) {
            throw RestError.field("content", "STRING_TYPE_CONVERT", "Could not interpret \"content\" as string.");
        }
        if (text(body).codePointCount(0, text(body).length()) > MAX_CONTENT) {
            throw RestError.tooLong("content", MAX_CONTENT);
        }
        for (String field : List.of("embeds", "components", "attachments")) {
            if (body.get(field) != null && !(body.get(field) instanceof List<?>)) {
                throw RestError.field(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            }
        }
        if (body.get("embeds") instanceof List<?> embeds && embeds.size() > MAX_EMBEDS) {
            throw RestError.badLength("embeds", 0, MAX_EMBEDS);
        }
        boolean v2 = body.get("flags") instanceof Number flags && (flags.intValue() & COMPONENTS_V2) != 0;
        if (!v2 && body.get("components") instanceof List<?> rows && rows.size() > MAX_ROWS) {
            throw RestError.badLength("components", 0, MAX_ROWS);
        }
    }

    static boolean isForward(Map<String, Object> body) {
        return body.get("message_reference") instanceof Map<?, ?> reference
                && reference.get("type") instanceof Number type
                && type.intValue() == 1;
    }

    static String text(Map<String, Object> body) {
        return body.get("content") instanceof String text ? text : "";
    }
}
