package dev.porchlight.sim.discord;

import java.util.Map;
import java.util.function.Supplier;

/** Changes the reactions to a message and tells of it. Called under the world's lock. */
final class ReactionEvents {
    private final SimMessage message;
    private final SimChannel channel;

    ReactionEvents(SimMessage message) {
        this.message = message;
        this.channel = message.channel();
    }

    /** MESSAGE_REACTION_ADD; nothing when it is there already. */
    void add(EmojiKey emoji, SimUser user) {
        if (!message.reactions().add(emoji, user)) {
            return;
        }
        tell("MESSAGE_REACTION_ADD", () -> {
            Map<String, Object> json = one(emoji, user);
            json.put("message_author_id", Json.id(message.author().id()));
            if (channel.guild() != null) {
                People people = channel.guild().people();
                people.of(user).ifPresent(member -> json.put("member", people.json(member)));
            }
            return json;
        });
    }

    /** MESSAGE_REACTION_REMOVE; false when there was nothing to take away. */
    boolean remove(EmojiKey emoji, SimUser user) {
        boolean had = message.reactions().remove(emoji, user);
        if (had) {
            tell("MESSAGE_REACTION_REMOVE", () -> one(emoji, user));
        }
        return had;
    }

    /** MESSAGE_REACTION_REMOVE_EMOJI; false when there was nothing to take away. */
    boolean removeEmoji(EmojiKey emoji) {
        boolean had = message.reactions().removeAll(emoji);
        if (had) {
            tell("MESSAGE_REACTION_REMOVE_EMOJI", () -> {
                Map<String, Object> json = where();
                json.put("emoji", emoji.json());
                return json;
            });
        }
        return had;
    }

    /** MESSAGE_REACTION_REMOVE_ALL. */
    void removeAll() {
        if (message.reactions().clear()) {
            tell("MESSAGE_REACTION_REMOVE_ALL", this::where);
        }
    }

    private Map<String, Object> one(EmojiKey emoji, SimUser user) {
        Map<String, Object> json = where();
        json.putAll(Json.object("user_id", Json.id(user.id()), "emoji", emoji.json(), "burst", false, "type", 0));
        return json;
    }

    private Map<String, Object> where() {
        return Json.object("channel_id", Json.id(channel.id()), "message_id", Json.id(message.id()));
    }

    private void tell(String type, Supplier<Map<String, Object>> d) {
        channel.tell(
                session -> channel.wanted(session, Intent.GUILD_MESSAGE_REACTIONS, Intent.DIRECT_MESSAGE_REACTIONS),
                type,
                d);
    }
}
