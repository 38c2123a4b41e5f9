package dev.porchlight.sim.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A channel: of a guild, a thread, or direct messages with the bot. Any thread may call; everything but id and kind is
 * guarded by the world's lock.
 */
public final class SimChannel {
    /** What kind of channel, with Discord's number for it. */
    public enum Kind {
        TEXT(0),
        DM(1),
        VOICE(2),
        CATEGORY(4),
        ANNOUNCEMENT(5),
        ANNOUNCEMENT_THREAD(10),
        PUBLIC_THREAD(11),
        PRIVATE_THREAD(12),
        STAGE(13),
        FORUM(15);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        boolean isThread() {
            return number >= 10 && number <= 12;
        }

        boolean takesVoice() {
            return this == VOICE || this == STAGE;
        }

        boolean takesMessages() {
            return this != CATEGORY && this != FORUM;
        }
    }

    private final World world;
    private final SimGuild guild;
    private final SimUser recipient;
    private final long id;
    private final String madeAs;
    private final Set<String> nulls = new LinkedHashSet<>();
    private final Messages messages = new Messages(this);
    private final ThreadState thread;
    private Kind kind;
    private boolean hidden;

    /** What a PATCH may set, by its key in the channel object; with {@code name}. */
    final Map<String, Object> settings = new LinkedHashMap<>();

    /** Of a guild; with a thread's state it is a thread. */
    SimChannel(SimGuild guild, long id, Kind kind, String name, ThreadState thread) {
        this(guild.world(), guild, null, id, kind, name, thread);
    }

    private SimChannel(
            World world, SimGuild guild, SimUser recipient, long id, Kind kind, String name, ThreadState thread) {
        this.world = world;
        this.guild = guild;
        this.recipient = recipient;
        this.id = id;
        this.kind = kind;
        this.madeAs = name;
        this.thread = thread;
        settings.put("name", name);
    }

    /** Direct messages between the bot and somebody. */
    static SimChannel direct(World world, SimUser recipient) {
        return new SimChannel(world, null, recipient, world.snowflakes.next(), Kind.DM, recipient.name(), null);
    }

    public long id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return world.ask(() -> String.valueOf(settings.get("name")));
    }

    /** CHANNEL_UPDATE; of a thread THREAD_UPDATE. */
    public void rename(String newName) {
        set("name", newName);
    }

    /** CHANNEL_UPDATE. */
    public void setTopic(String topic) {
        set("topic", topic);
    }

    /** Moves it into a category. CHANNEL_UPDATE. */
    public void setCategory(SimChannel category) {
        set("parent_id", Json.id(category.id));
    }

    /** Any field of the channel object that a PATCH may set. CHANNEL_UPDATE; of a thread THREAD_UPDATE. */
    public void set(String field, Object value) {
        world.change(() -> update(Json.object(field, value)));
    }

    /** What a role may do here and what not, as permission bits, in place of what was said before. CHANNEL_UPDATE. */
    public void overwrite(SimRole role, long allow, long deny) {
        world.change(() -> overwrite(role.id(), 0, allow, deny));
    }

    /** What one member may do here and what not, as permission bits. CHANNEL_UPDATE. */
    public void overwrite(SimUser member, long allow, long deny) {
        world.change(() -> overwrite(member.id(), 1, allow, deny));
    }

    /**
     * The bot may no longer view it: from now on it is sent as Discord sends such channels since November 2026, with flag
     * {@code 1 << 17}, a placeholder for a name, one overwrite that denies VIEW_CHANNEL, and without topic, last message
     * and region. CHANNEL_UPDATE. People in it are still told of; messages are not.
     *
     * @see <a href="https://discord.com/developers/docs/resources/channel#channel-object-obfuscated-channels">Obfuscated
     *     channels</a>
     */
    public void hide() {
        setHidden(true);
    }

    /** The bot may view it (again): CHANNEL_UPDATE with everything in it, then THREAD_LIST_SYNC if it has threads. */
    public void show() {
        setHidden(false);
    }

    /**
     * From now on the field is null whenever the channel is sent hidden, for what a client does when Discord leaves out
     * more than one thought.
     *
     * @param field a key of the channel object; empty for none
     */
    public void sendAsNull(String field) {
        world.change(() -> nulls.add(field));
    }

    private void setHidden(boolean now) {
        world.change(() -> {
            boolean appears = hidden && !now;
            hidden = now;
            guild.dispatch("CHANNEL_UPDATE", json());
            if (appears) {
                guild.threads().sync(this);
            }
        });
    }

    /** CHANNEL_DELETE, then a VOICE_STATE_UPDATE out of voice for everyone who was in it. Of a thread THREAD_DELETE. */
    public void delete() {
        world.change(() -> guild.channels().delete(this, true));
    }

    /** CHANNEL_DELETE alone: the people in it are out of voice and nobody is told so. */
    public void deleteWithoutVoiceUpdates() {
        world.change(() -> guild.channels().delete(this, false));
    }

    /**
     * Says something there: MESSAGE_CREATE.
     *
     * @throws IllegalArgumentException when Discord would refuse it: nothing said, too long, no place for messages
     */
    public SimMessage say(SimUser author, String text) {
        return post(author, Json.object("content", text));
    }

    /** The same with anything else a message can have, by its key in Discord's request: embeds, components, … */
    public SimMessage post(SimUser author, Map<String, Object> message) {
        return world.act(() -> messages.post(author, message, List.of()));
    }

    /** TYPING_START. */
    public void typing(SimUser user) {
        world.change(() -> messages.typing(user));
    }

    /** Deletes them all at once: MESSAGE_DELETE_BULK. */
    public void bulkDelete(List<SimMessage> gone) {
        world.change(() -> messages.deleteBulk(gone.stream().map(SimMessage::id).toList()));
    }

    /** The messages there are, oldest first; the newest 1,000 are kept. */
    public List<SimMessage> messages() {
        return world.ask(messages::all);
    }

    /** Waits for a message that fits, sent before or after the call, and returns the first of them. */
    public SimMessage awaitMessage(Predicate<SimMessage> fits, Duration deadline) {
        return world.awaitPresent(
                "fitting message in " + madeAs,
                deadline,
                () -> messages.all().stream().filter(fits).findFirst());
    }

    /** A thread of its own in this channel: THREAD_CREATE. In a forum use {@link #forumPost}. */
    public SimThread startThread(SimUser owner, String name) {
        return world.act(() -> new SimThread(guild.threads().create(this, owner, Json.object("name", name), 0)));
    }

    /** A thread that only its members see: THREAD_CREATE for those who may. */
    public SimThread startPrivateThread(SimUser owner, String name) {
        Map<String, Object> body = Json.object("name", name, "type", Kind.PRIVATE_THREAD.number());
        return world.act(() -> new SimThread(guild.threads().create(this, owner, body, 0)));
    }

    /** A post in a forum: THREAD_CREATE and the MESSAGE_CREATE of its first message. */
    public SimThread forumPost(SimUser owner, String title, String text) {
        return world.act(() -> {
            SimChannel post = guild.threads().create(this, owner, Json.object("name", title), 0);
            post.chat().post(owner, Json.object("content", text), List.of());
            return new SimThread(post);
        });
    }

    /** What people do here with the bot's commands. */
    public SimCommands commands() {
        return new SimCommands(this);
    }

    /** Under the world's lock: what a PATCH does. */
    void update(Map<String, Object> body) {
        if (thread != null) {
            guild.threads().update(this, body);
            return;
        }
        Json.merge(settings, body, ChannelJson.WRITABLE);
        if (body.get("type") instanceof Number number && number.intValue() != kind.number) {
            kind = number.intValue() == Kind.ANNOUNCEMENT.number ? Kind.ANNOUNCEMENT : Kind.TEXT;
        }
        guild.dispatch("CHANNEL_UPDATE", json());
    }

    void overwrite(long target, int type, long allow, long deny) {
        removeOverwrite(target);
        List<Object> overwrites = new ArrayList<>(overwrites());
        overwrites.add(Json.object(
                "id", Json.id(target), "type", type, "allow", Long.toString(allow), "deny", Long.toString(deny)));
        update(Json.object("permission_overwrites", overwrites));
    }

    /** Without a word; false when there was none. */
    boolean removeOverwrite(long target) {
        List<Map<String, Object>> left = overwrites().stream()
                .filter(overwrite -> Json.snowflake(overwrite.get("id")) != target)
                .toList();
        boolean had = left.size() < overwrites().size();
        settings.put("permission_overwrites", left);
        return had;
    }

    List<Map<String, Object>> overwrites() {
        return hidden ? List.of(ChannelJson.denyView(guild)) : Json.asObjects(settings.get("permission_overwrites"));
    }

    /** Tells those who may see this channel and asked for such events: of a guild's, or of direct messages. */
    void tell(Predicate<Session> who, String type, Supplier<Map<String, Object>> d) {
        if (governing().hidden) {
            return;
        }
        world.gateway.tell(guild, who, type, () -> {
            Map<String, Object> json = d.get();
            if (guild != null) {
                json.put("guild_id", Json.id(guild.id()));
            }
            return json;
        });
    }

    /** Whether a session asked for events of this place. */
    boolean wanted(Session session, Intent inGuild, Intent direct) {
        return session.wants(guild == null ? direct : inGuild);
    }

    /** Whose permissions hold here: a thread's parent, else the channel itself. */
    SimChannel governing() {
        return thread == null ? this : thread.parent;
    }

    boolean isHidden() {
        return hidden;
    }

    Set<String> nulls() {
        return nulls;
    }

    String madeAs() {
        return madeAs;
    }

    Messages chat() {
        return messages;
    }

    Optional<ThreadState> thread() {
        return Optional.ofNullable(thread);
    }

    /** The guild, or null for direct messages. */
    SimGuild guild() {
        return guild;
    }

    /** Who it is that the bot talks with directly; null in a guild. */
    SimUser recipient() {
        return recipient;
    }

    World world() {
        return world;
    }

    boolean takesVoice() {
        return kind.takesVoice();
    }

    Map<String, Object> json() {
        return ChannelJson.of(this);
    }

    @Override
    public String toString() {
        return name();
    }
}
