package dev.porchlight.sim.discord;

import java.util.Map;

/** A channel: look, change, delete, type, permission overwrites. Threads are channels here, too. */
final class RestChannels {
    private RestChannels() {}

    static void add(Routes routes) {
        routes.get("channels/{channel}", call -> RestAnswer.ok(get(call)))
                .patch("channels/{channel}", RestChannels::modify)
                .delete("channels/{channel}", RestChannels::delete)
                .post("channels/{channel}/typing", RestChannels::type)
                .put("channels/{channel}/permissions/{overwrite}", RestChannels::overwrite)
                .delete("channels/{channel}/permissions/{overwrite}", RestChannels::removeOverwrite);
    }

    private static Map<String, Object> get(Call call) {
        SimChannel channel = call.channel();
        return channel.thread().isPresent() ? channel.guild().threads().seen(channel) : channel.json();
    }

    private static RestAnswer modify(Call call) {
        SimChannel channel = call.channel();
        if (channel.guild() == null) {
            throw new RestError(403, 50_003, "Cannot execute action on a DM channel");
        }
        call.needs(channel.thread().isPresent() ? Permission.MANAGE_THREADS : Permission.MANAGE_CHANNELS, channel);
        RestGuilds.channelName(call.body(), false);
        channel.update(call.body());
        return RestAnswer.ok(get(call));
    }

    /** Answers with what is gone. Direct messages are only closed, and open again with the next one. */
    private static RestAnswer delete(Call call) {
        SimChannel channel = call.channel();
        Map<String, Object> gone = get(call);
        if (channel.guild() != null) {
            call.needs(channel.thread().isPresent() ? Permission.MANAGE_THREADS : Permission.MANAGE_CHANNELS, channel);
            channel.guild().channels().delete(channel, true);
        }
        return RestAnswer.ok(gone);
    }

    private static RestAnswer type(Call call) {
        call.needs(Permission.SEND_MESSAGES, call.channel());
        call.channel().chat().typing(call.world().bot);
        return RestAnswer.noContent();
    }

    private static RestAnswer overwrite(Call call) {
        SimChannel channel = call.channel();
        call.needs(Permission.MANAGE_ROLES, channel);
        Map<String, Object> body = call.body();
        if (!(body.get("type") instanceof Number type) || type.intValue() < 0 || type.intValue() > 1) {
            throw RestError.choice("type", "(0, 1)");
        }
        channel.overwrite(
                call.id("overwrite"),
                type.intValue(),
                Json.snowflake(body.get("allow")),
                Json.snowflake(body.get("deny")));
        return RestAnswer.noContent();
    }

    private static RestAnswer removeOverwrite(Call call) {
        SimChannel channel = call.channel();
        call.needs(Permission.MANAGE_ROLES, channel);
        if (!channel.removeOverwrite(call.id("overwrite"))) {
            throw RestError.unknown(10_009, "Overwrite");
        }
        channel.update(Map.of());
        return RestAnswer.noContent();
    }
}
