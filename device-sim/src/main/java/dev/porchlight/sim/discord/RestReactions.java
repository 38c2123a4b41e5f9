package dev.porchlight.sim.discord;

/** Reactions to a message. */
final class RestReactions {
    private static final int MOST = 100;
    private static final int NORMALLY = 25;

    private RestReactions() {}

    static void add(Routes routes) {
        String reactions = "channels/{channel}/messages/{message}/reactions";
        routes.put(reactions + "/{emoji}/@me", RestReactions::react)
                .delete(reactions + "/{emoji}/{user}", RestReactions::unreact)
                .get(reactions + "/{emoji}", RestReactions::users)
                .delete(reactions + "/{emoji}", RestReactions::removeEmoji)
                .delete(reactions, RestReactions::removeAll);
    }

    private static RestAnswer react(Call call) {
        SimMessage message = call.message();
        call.needs(Permission.ADD_REACTIONS, message.channel());
        new ReactionEvents(message).add(emoji(call), call.world().bot);
        return RestAnswer.noContent();
    }

    private static RestAnswer unreact(Call call) {
        SimMessage message = call.message();
        if (!call.user().equals(call.world().bot)) {
            call.needs(Permission.MANAGE_MESSAGES, message.channel());
        }
        new ReactionEvents(message).remove(emoji(call), call.user());
        return RestAnswer.noContent();
    }

    private static RestAnswer users(Call call) {
        long after = call.queryId("after");
        return RestAnswer.ok(call.message().reactions().users(emoji(call)).stream()
                .filter(user -> user.id() > after)
                .sorted((a, b) -> Long.compareUnsigned(a.id(), b.id()))
                .limit(call.query("limit", NORMALLY, 1, MOST))
                .map(SimUser::json)
                .toList());
    }

    private static RestAnswer removeEmoji(Call call) {
        SimMessage message = call.message();
        call.needs(Permission.MANAGE_MESSAGES, message.channel());
        new ReactionEvents(message).removeEmoji(emoji(call));
        return RestAnswer.noContent();
    }

    private static RestAnswer removeAll(Call call) {
        SimMessage message = call.message();
        call.needs(Permission.MANAGE_MESSAGES, message.channel());
        new ReactionEvents(message).removeAll();
        return RestAnswer.noContent();
    }

    /** One of Unicode's, which no ASCII word is, or one that some guild of the bot has. */
    private static EmojiKey emoji(Call call) {
        EmojiKey emoji = EmojiKey.parse(call.text("emoji"));
        boolean known = emoji.id() == 0
                ? !emoji.name().matches("[\\w~:.-]*[A-Za-z_][\\w~:.-]*|[\\d:]{2,}")
                : call.world().guilds.values().stream()
                        .anyMatch(guild -> guild.emojis().of(emoji.id()).isPresent());
        if (!known) {
            throw RestError.unknown(10_014, "Emoji");
        }
        return emoji;
    }
}
