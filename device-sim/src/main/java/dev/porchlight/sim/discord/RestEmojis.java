package dev.porchlight.sim.discord;

import java.util.Map;

/** A guild's own emojis. The picture that comes with one is not kept. */
final class RestEmojis {
    private RestEmojis() {}

    static void add(Routes routes) {
        String emojis = "guilds/{guild}/emojis";
        routes.get(emojis, call -> RestAnswer.ok(call.guild().emojis().json()))
                .get(emojis + "/{emoji}", call -> RestAnswer.ok(emoji(call)))
                .post(emojis, RestEmojis::create)
                .patch(emojis + "/{emoji}", RestEmojis::modify)
                .delete(emojis + "/{emoji}", RestEmojis::delete);
    }

    private static Map<String, Object> emoji(Call call) {
        return call.guild().emojis().of(call.id("emoji")).orElseThrow(() -> RestError.unknown(10_014, "Emoji"));
    }

    private static RestAnswer create(Call call) {
        call.needs(Permission.MANAGE_EXPRESSIONS);
        String name = String.valueOf(call.body().get("name"));
        if (!name.matches("\\w{2,32}")) {
            throw RestError.badLength("name", 2, 32);
        }
        return RestAnswer.created(call.guild().emojis().create(name, call.world().bot));
    }

    private static RestAnswer modify(Call call) {
        call.needs(Permission.MANAGE_EXPRESSIONS);
        emoji(call);
        return RestAnswer.ok(call.guild().emojis().update(call.id("emoji"), call.body()));
    }

    private static RestAnswer delete(Call call) {
        call.needs(Permission.MANAGE_EXPRESSIONS);
        emoji(call);
        call.guild().emojis().delete(call.id("emoji"));
        return RestAnswer.noContent();
    }
}
