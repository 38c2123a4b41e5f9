package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages and pins. Without the granted intent the bot reads no more of them here than on the gateway. */
final class RestMessages {
    private static final int MOST = 100;
    private static final int NORMALLY = 50;
    private static final long TWO_WEEKS_MS = 14L * 24 * 60 * 60 * 1000;
    private static final long DISCORD_EPOCH_MS = 1_420_070_400_000L;
    private static final int SUPPRESS_EMBEDS = 1 << 2;

    private final World world;

    private RestMessages(World world) {
        this.world = world;
    }

    static void add(Routes routes, World world) {
        RestMessages rest = new RestMessages(world);
        String messages = "channels/{channel}/messages";
        routes.get(messages, rest::list)
                .post(messages, rest::send)
                .get(messages + "/{message}", call -> RestAnswer.ok(rest.show(call.message())))
                .patch(messages + "/{message}", rest::edit)
                .delete(messages + "/{message}", rest::delete)
                .post(messages + "/bulk-delete", rest::deleteBulk)
                .post(messages + "/{message}/crosspost", rest::crosspost)
                .get(messages + "/pins", rest::pins)
                .get("channels/{channel}/pins", rest::pinsOnly);
        for (String pins : List.of("/messages/pins", "/pins")) {
            routes.put("channels/{channel}" + pins + "/{message}", call -> rest.pin(call, true))
                    .delete("channels/{channel}" + pins + "/{message}", call -> rest.pin(call, false));
        }
    }

    private Map<String, Object> show(SimMessage message) {
        Map<String, Object> shown = message.shown();
        return world.access.has(Intent.MESSAGE_CONTENT) || message.isOpenToTheBot()
                ? shown
                : message.withoutContent(shown);
    }

    private RestAnswer list(Call call) {
        Messages chat = call.channel().chat();
        int limit = call.query("limit", NORMALLY, 1, MOST);
        long around = call.queryId("around");
        List<SimMessage> found = new ArrayList<>();
        if (around != 0) {
            found.addAll(chat.after(around, limit / 2));
            chat.of(around).ifPresent(found::add);
            found.addAll(chat.before(around, Math.max(0, limit - 1 - limit / 2)));
        } else if (call.queryId("after") != 0) {
            found.addAll(chat.after(call.queryId("after"), limit));
        } else {
            long before = call.queryId("before");
            found.addAll(chat.before(before == 0 ? Long.MAX_VALUE : before, limit));
        }
        return RestAnswer.ok(found.stream().map(this::show).toList());
    }

    private RestAnswer send(Call call) {
        SimChannel channel = call.channel();
        call.needs(
                channel.thread().isPresent() ? Permission.SEND_MESSAGES_IN_THREADS : Permission.SEND_MESSAGES, channel);
        return RestAnswer.ok(
                channel.chat().post(call.world().bot, call.body(), call.files()).shown());
    }

    private RestAnswer edit(Call call) {
        SimMessage message = call.message();
        boolean own = message.author().equals(call.world().bot);
        Map<String, Object> body = call.body();
        if (!own) {
            boolean onlyEmbeds = body.keySet().equals(Set.of("flags"))
                    && body.get("flags") instanceof Number flags
                    && (flags.intValue() & ~SUPPRESS_EMBEDS) == 0;
            if (!onlyEmbeds) {
                throw new RestError(403, 50_005, "Cannot edit a message authored by another user");
            }
            call.needs(Permission.MANAGE_MESSAGES, message.channel());
        }
        message.channel().chat().edit(message, body, call.files());
        return RestAnswer.ok(show(message));
    }

    private RestAnswer delete(Call call) {
        SimMessage message = call.message();
        if (!message.author().equals(call.world().bot)) {
            if (message.channel().guild() == null) {
                throw new RestError(403, 50_003, "Cannot execute action on a DM channel");
            }
            call.needs(Permission.MANAGE_MESSAGES, message.channel());
        }
        message.channel().chat().delete(message.id());
        return RestAnswer.noContent();
    }

    private RestAnswer deleteBulk(Call call) {
        SimChannel channel = call.channel();
        call.needs(Permission.MANAGE_MESSAGES, channel);
        List<?> ids = call.body().get("messages") instanceof List<?> list ? list : List.of();
        if (ids.size() < 2 || ids.size() > MOST) {
            throw new RestError(
                    400,
                    50_016,
                    "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100"
                            + " messages to delete");
        }
        List<Long> gone = ids.stream().map(Json::snowflake).toList();
        long oldest = System.currentTimeMillis() - TWO_WEEKS_MS - DISCORD_EPOCH_MS;
        if (gone.stream().anyMatch(id -> id >>> 22 < oldest)) {
            throw new RestError(400, 50_034, "You can only bulk delete messages that are under 14 days old.");
        }
        channel.chat().deleteBulk(gone);
        return RestAnswer.noContent();
    }

    private RestAnswer crosspost(Call call) {
        SimMessage message = call.message();
        if (message.channel().kind() != SimChannel.Kind.ANNOUNCEMENT) {
            throw new RestError(400, 50_024, "Cannot execute action on this channel type");
        }
        message.setFlag(1, true);
        message.channel().chat().updated(message);
        return RestAnswer.ok(show(message));
    }

    private RestAnswer pins(Call call) {
        int limit = call.query("limit", NORMALLY, 1, NORMALLY);
        List<SimMessage> pinned = call.channel().chat().pinned().stream()
                .filter(message -> call.query("before")
                        .filter(before -> message.pinnedAt().compareTo(before) >= 0)
                        .isEmpty())
                .toList();
        return RestAnswer.ok(Json.object(
                "items",
                pinned.stream()
                        .limit(limit)
                        .map(message -> Json.object("pinned_at", message.pinnedAt(), "message", show(message)))
                        .toList(),
                "has_more",
                pinned.size() > limit));
    }

    private RestAnswer pinsOnly(Call call) {
        return RestAnswer.ok(
                call.channel().chat().pinned().stream().map(this::show).toList());
    }

    private RestAnswer pin(Call call, boolean pinned) {
        SimMessage message = call.message();
        call.needs(Permission.PIN_MESSAGES, message.channel());
        message.channel().chat().pin(message, pinned, call.world().bot);
        return RestAnswer.noContent();
    }
}
