package dev.porchlight.sim.discord;

import dev.porchlight.sim.discord.SimChannel.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The threads of one guild, archived ones included. Guarded by the world's lock, every method is called under it.
 *
 * <p>Who is told: everybody with GUILDS of a thread the bot can see, which a private one is only as its member (or with
 * MANAGE_THREADS); of the members' coming and going everybody with GUILD_MEMBERS, and all when it is the bot.
 */
final class Threads {
    private static final List<String> WRITABLE = List.of("name", "rate_limit_per_user", "flags", "applied_tags");

    private final SimGuild guild;
    private final Map<Long, SimChannel> threads = new LinkedHashMap<>();

    Threads(SimGuild guild) {
        this.guild = guild;
    }

    /**
     * THREAD_CREATE; the owner is its first member.
     *
     * @param id the message it starts from, whose id it takes; 0 for a thread of its own
     */
    SimChannel create(SimChannel parent, SimUser owner, Map<String, Object> body, long id) {
        Kind kind = parent.kind() == Kind.ANNOUNCEMENT ? Kind.ANNOUNCEMENT_THREAD : Kind.PUBLIC_THREAD;
        if (body.get("type") instanceof Number type && type.intValue() == Kind.PRIVATE_THREAD.number()) {
            kind = Kind.PRIVATE_THREAD;
        }
        ThreadState state = new ThreadState(parent, owner);
        state.merge(body);
        long own = id == 0 ? guild.world().snowflakes.next() : id;
        SimChannel thread = new SimChannel(guild, own, kind, String.valueOf(body.get("name")), state);
        Json.merge(thread.settings, body, WRITABLE);
        threads.put(own, thread);
        guild.people().require(owner);
        state.joined.put(owner.id(), Times.now());
        Map<String, Object> json = seen(thread);
        json.put("newly_created", true);
        thread.tell(visible(thread), "THREAD_CREATE", () -> json);
        return thread;
    }

    /** THREAD_UPDATE. */
    void update(SimChannel thread, Map<String, Object> body) {
        thread.thread().orElseThrow().merge(body);
        Json.merge(thread.settings, body, WRITABLE);
        thread.tell(visible(thread), "THREAD_UPDATE", thread::json);
    }

    /** THREAD_DELETE. */
    void delete(SimChannel thread) {
        if (threads.remove(thread.id()) != null) {
            thread.tell(visible(thread), "THREAD_DELETE", () -> {
                Map<String, Object> json = thread.json();
                json.keySet().retainAll(List.of("id", "guild_id", "parent_id", "type"));
                return json;
            });
        }
    }

    /** A channel is gone and its threads with it; Discord says nothing of each. */
    void parentGone(SimChannel parent) {
        threads.values().removeIf(thread -> thread.governing().equals(parent));
    }

    /** THREAD_MEMBERS_UPDATE; before it, when it is the bot, THREAD_CREATE, by which it learns of the thread. */
    void join(SimChannel thread, SimUser user) {
        ThreadState state = thread.thread().orElseThrow();
        Member member = guild.people().require(user);
        if (state.joined.putIfAbsent(user.id(), Times.now()) != null) {
            return;
        }
        if (isBot(user)) {
            thread.tell(Threads::asksForGuilds, "THREAD_CREATE", () -> seen(thread));
        }
        Map<String, Object> added = state.memberJson(thread, user.id());
        added.put("member", guild.people().json(member));
        added.put("presence", user.presence().isOnline() ? user.presence().json(user) : null);
        membersChanged(thread, user, "added_members", List.of(added));
    }

    /** THREAD_MEMBERS_UPDATE. */
    void leave(SimChannel thread, SimUser user) {
        if (thread.thread().orElseThrow().joined.remove(user.id()) != null) {
            membersChanged(thread, user, "removed_member_ids", List.of(Json.id(user.id())));
        }
    }

    private void membersChanged(SimChannel thread, SimUser user, String field, List<Object> who) {
        Predicate<Session> all = session -> session.wants(isBot(user) ? Intent.GUILDS : Intent.GUILD_MEMBERS);
        thread.tell(
                all,
                "THREAD_MEMBERS_UPDATE",
                () -> Json.object(
                        "id",
                        Json.id(thread.id()),
                        "member_count",
                        thread.thread().orElseThrow().joined.size(),
                        field,
                        who));
    }

    /** THREAD_LIST_SYNC of one channel that the bot has come to see. */
    void sync(SimChannel parent) {
        List<SimChannel> active = active().stream()
                .filter(thread -> thread.governing().equals(parent))
                .toList();
        if (!active.isEmpty()) {
            parent.tell(
                    Threads::asksForGuilds,
                    "THREAD_LIST_SYNC",
                    () -> Json.object(
                            "channel_ids",
                            List.of(Json.id(parent.id())),
                            "threads",
                            active.stream().map(this::seen).toList(),
                            "members",
                            ownMembers(active)));
        }
    }

    /** What the bot is in each of those threads that it is a member of. */
    List<Map<String, Object>> ownMembers(List<SimChannel> of) {
        long bot = guild.world().bot.id();
        return of.stream()
                .filter(thread -> thread.thread().orElseThrow().joined.containsKey(bot))
                .map(thread -> thread.thread().orElseThrow().memberJson(thread, bot))
                .toList();
    }

    /** The thread, with the bot's own membership if it has one. */
    Map<String, Object> seen(SimChannel thread) {
        Map<String, Object> json = thread.json();
        ownMembers(List.of(thread)).forEach(member -> json.put("member", member));
        return json;
    }

    private static boolean asksForGuilds(Session session) {
        return session.wants(Intent.GUILDS);
    }

    private Predicate<Session> visible(SimChannel thread) {
        return session -> session.wants(Intent.GUILDS) && isVisible(thread);
    }

    /** Whether the bot may see it. */
    boolean isVisible(SimChannel thread) {
        SimUser bot = guild.world().bot;
        return !thread.governing().isHidden()
                && (thread.kind() != Kind.PRIVATE_THREAD
                        || thread.thread().orElseThrow().joined.containsKey(bot.id())
                        || Permission.MANAGE_THREADS.in(Permission.of(guild, bot, thread)));
    }

    private boolean isBot(SimUser user) {
        return user.equals(guild.world().bot);
    }

    Optional<SimChannel> of(long id) {
        return Optional.ofNullable(threads.get(id));
    }

    List<SimChannel> all() {
        return List.copyOf(threads.values());
    }

    /** Those not archived that the bot may see. */
    List<SimChannel> active() {
        return threads.values().stream()
                .filter(thread -> !thread.thread().orElseThrow().isArchived() && isVisible(thread))
                .toList();
    }
}
