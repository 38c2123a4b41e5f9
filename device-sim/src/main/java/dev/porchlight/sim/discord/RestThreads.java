package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Threads: start, join, leave, list. */
final class RestThreads {
    private static final int MOST = 100;
    private static final int NORMALLY = 50;

    private RestThreads() {}

    static void add(Routes routes) {
        String members = "channels/{channel}/thread-members";
        routes.post("channels/{channel}/threads", RestThreads::start)
                .post("channels/{channel}/messages/{message}/threads", RestThreads::startFromMessage)
                .get("guilds/{guild}/threads/active", RestThreads::active)
                .get("channels/{channel}/threads/archived/public", call -> archived(call, RestThreads::isPublic))
                .get("channels/{channel}/threads/archived/private", call -> archived(call, thread -> !isPublic(thread)))
                .get("channels/{channel}/users/@me/threads/archived/private", RestThreads::archivedJoined)
                .get(members, RestThreads::members)
                .get(members + "/{user}", RestThreads::member)
                .put(members + "/{user}", RestThreads::join)
                .delete(members + "/{user}", RestThreads::leave);
    }

    private static RestAnswer start(Call call) {
        SimChannel parent = call.channel();
        Map<String, Object> body = call.body();
        RestGuilds.channelName(body, true);
        boolean isForum = parent.kind() == Kind.FORUM;
        checkParent(parent, isForum);
        boolean isPrivate = !isForum
                && (!(body.get("type") instanceof Number type) || type.intValue() == Kind.PRIVATE_THREAD.number());
        call.needs(isPrivate ? Permission.CREATE_PRIVATE_THREADS : Permission.CREATE_PUBLIC_THREADS, parent);
        if (isPrivate) {
            body.put("type", Kind.PRIVATE_THREAD.number());
        }
        Map<String, Object> first = Json.asObject(body.get("message"));
        if (isForum) {
            MessageRules.checkNew(first, call.files());
        }
        SimChannel thread = parent.guild().threads().create(parent, call.world().bot, body, 0);
        Map<String, Object> shown = parent.guild().threads().seen(thread);
        if (isForum) {
            shown.put(
                    "message",
                    thread.chat().post(call.world().bot, first, call.files()).shown());
        }
        return RestAnswer.created(shown);
    }

    private static RestAnswer startFromMessage(Call call) {
        SimMessage message = call.message();
        checkParent(message.channel(), false);
        call.needs(Permission.CREATE_PUBLIC_THREADS, message.channel());
        RestGuilds.channelName(call.body(), true);
        SimChannel thread = message.thread(call.world().bot, call.body());
        return RestAnswer.created(thread.guild().threads().seen(thread));
    }

    private static void checkParent(SimChannel parent, boolean isForum) {
        boolean fits = isForum || parent.kind() == Kind.TEXT || parent.kind() == Kind.ANNOUNCEMENT;
        if (!fits) {
            throw new RestError(400, 50_024, "Cannot execute action on this channel type");
        }
    }

    private static RestAnswer active(Call call) {
        return list(call.guild().threads(), call.guild().threads().active(), null);
    }

    private static boolean isPublic(SimChannel thread) {
        return thread.kind() != Kind.PRIVATE_THREAD;
    }

    private static RestAnswer archivedJoined(Call call) {
        long bot = call.world().bot.id();
        return archived(
                call,
                thread -> thread.kind() == Kind.PRIVATE_THREAD
                        && thread.thread().orElseThrow().joined.containsKey(bot));
    }

    private static RestAnswer archived(Call call, Predicate<SimChannel> which) {
        SimChannel parent = call.channel();
        Threads threads = parent.guild().threads();
        int limit = call.query("limit", NORMALLY, 1, MOST);
        List<SimChannel> found = threads.all().stream()
                .filter(thread -> thread.governing().equals(parent) && threads.isVisible(thread))
                .filter(thread -> thread.thread().orElseThrow().isArchived())
                .filter(which)
                .filter(thread -> call.query("before")
                        .filter(before -> archivedAt(thread).compareTo(before) >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(RestThreads::archivedAt).reversed())
                .toList();
        return list(threads, found.stream().limit(limit).toList(), found.size() > limit);
    }

    private static String archivedAt(SimChannel thread) {
        return thread.thread().orElseThrow().archivedAt();
    }

    private static RestAnswer list(Threads threads, List<SimChannel> found, Boolean hasMore) {
        Map<String, Object> json = Json.object(
                "threads", found.stream().map(SimChannel::json).toList(), "members", threads.ownMembers(found));
        if (hasMore != null) {
            json.put("has_more", hasMore);
        }
        return RestAnswer.ok(json);
    }

    private static SimChannel thread(Call call) {
        SimChannel thread = call.channel();
        if (thread.thread().isEmpty()) {
            throw new RestError(400, 50_024, "Cannot execute action on this channel type");
        }
        return thread;
    }

    private static RestAnswer members(Call call) {
        SimChannel thread = thread(call);
        ThreadState state = thread.thread().orElseThrow();
        return RestAnswer.ok(state.joined.keySet().stream()
                .map(id -> withMember(call, thread, id))
                .toList());
    }

    private static RestAnswer member(Call call) {
        SimChannel thread = thread(call);
        long id = call.user().id();
        if (!thread.thread().orElseThrow().joined.containsKey(id)) {
            throw RestError.unknown(10_007, "Member");
        }
        return RestAnswer.ok(withMember(call, thread, id));
    }

    private static Map<String, Object> withMember(Call call, SimChannel thread, long id) {
        Map<String, Object> json = thread.thread().orElseThrow().memberJson(thread, id);
        People people = thread.guild().people();
        if (call.queryFlag("with_member")) {
            people.of(id).ifPresent(member -> json.put("member", people.json(member)));
        }
        return json;
    }

    private static RestAnswer join(Call call) {
        SimChannel thread = thread(call);
        if (thread.guild().people().of(call.user()).isEmpty()) {
            throw RestError.unknown(10_007, "Member");
        }
        thread.guild().threads().join(thread, call.user());
        return RestAnswer.noContent();
    }

    private static RestAnswer leave(Call call) {
        SimChannel thread = thread(call);
        if (!call.user().equals(call.world().bot)) {
            call.needs(Permission.MANAGE_THREADS, thread);
        }
        thread.guild().threads().leave(thread, call.user());
        return RestAnswer.noContent();
    }
}
