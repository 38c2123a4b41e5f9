package dev.porchlight.sim.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A message. Any thread may call; what it says and who reacted is guarded by the world's lock. */
public final class SimMessage {
    private static final int EPHEMERAL = 1 << 6;
    private static final int LOADING = 1 << 7;

    private final SimChannel channel;
    private final long id;
    private final SimUser author;
    private final Map<String, Object> json;
    private final Reactions reactions = new Reactions();
    private List<SimUser> mentioned = List.of();
    private SimMessage referenced;
    private SimChannel thread;
    private String pinnedAt;

    SimMessage(SimChannel channel, long id, SimUser author, Map<String, Object> json) {
        this.channel = channel;
        this.id = id;
        this.author = author;
        this.json = json;
    }

    public long id() {
        return id;
    }

    public SimUser author() {
        return author;
    }

    public SimChannel channel() {
        return channel;
    }

    /** Its text as it is now. */
    public String content() {
        return String.valueOf(field("content"));
    }

    /** The whole message object, as REST shows it: embeds, components, attachments, … */
    public Map<String, Object> json() {
        return world().ask(this::shown);
    }

    /** Whether only the one who used a command sees it. */
    public boolean ephemeral() {
        return (flags() & EPHEMERAL) != 0;
    }

    /** Who reacted with that emoji; {@code name:id} for a guild's own. */
    public List<SimUser> reactions(String emoji) {
        return world().ask(() -> reactions.users(EmojiKey.parse(emoji)));
    }

    /** MESSAGE_UPDATE. */
    public void edit(String text) {
        world().change(() -> channel.chat().edit(this, Json.object("content", text), List.of()));
    }

    /** MESSAGE_DELETE. */
    public void delete() {
        world().change(() -> channel.chat().delete(id));
    }

    /** MESSAGE_CREATE of a reply to this one. */
    public SimMessage reply(SimUser by, String text) {
        return channel.post(
                by, Json.object("content", text, "message_reference", Json.object("message_id", Json.id(id))));
    }

    /** MESSAGE_UPDATE, CHANNEL_PINS_UPDATE and the message that tells of it. */
    public void pin(SimUser by) {
        world().change(() -> channel.chat().pin(this, true, by));
    }

    /** MESSAGE_UPDATE and CHANNEL_PINS_UPDATE. */
    public void unpin() {
        world().change(() -> channel.chat().pin(this, false, author));
    }

    /**
     * MESSAGE_REACTION_ADD; nothing when the user has reacted so already.
     *
     * @param emoji itself, or {@code name:id}
     */
    public void react(SimUser user, String emoji) {
        world().change(() -> new ReactionEvents(this).add(EmojiKey.parse(emoji), user));
    }

    /** MESSAGE_REACTION_REMOVE; nothing when there is no such reaction. */
    public void unreact(SimUser user, String emoji) {
        world().change(() -> new ReactionEvents(this).remove(EmojiKey.parse(emoji), user));
    }

    /** MESSAGE_REACTION_REMOVE_EMOJI. */
    public void clearReactions(String emoji) {
        world().change(() -> new ReactionEvents(this).removeEmoji(EmojiKey.parse(emoji)));
    }

    /** MESSAGE_REACTION_REMOVE_ALL. */
    public void clearReactions() {
        world().change(() -> new ReactionEvents(this).removeAll());
    }

    /** A thread that starts at this message: THREAD_CREATE, MESSAGE_UPDATE. */
    public SimThread startThread(SimUser owner, String name) {
        return world().act(() -> new SimThread(thread(owner, Json.object("name", name))));
    }

    /** Somebody presses one of its buttons: INTERACTION_CREATE. */
    public SimInteraction press(SimUser user, String customId) {
        return world().act(() -> channel.world().interactions.component(this, user, customId, List.of()));
    }

    /** Somebody chooses in one of its menus, values or ids: INTERACTION_CREATE. */
    public SimInteraction select(SimUser user, String customId, String... values) {
        return world().act(() -> channel.world().interactions.component(this, user, customId, List.of(values)));
    }

    /** Waits until something about it is so, e.g. {@code () -> m.content().equals("done")}. */
    public void await(String what, BooleanSupplier condition, Duration deadline) {
        world().await(what, deadline, condition);
    }

    SimChannel thread(SimUser owner, Map<String, Object> body) {
        if (thread != null) {
            throw new RestError(400, 160_004, "A thread has already been created for this message");
        }
        thread = channel.guild().threads().create(channel, owner, body, id);
        json.put("flags", flags() | (1 << 5));
        channel.chat().updated(this);
        return thread;
    }

    void edit(Map<String, Object> body, List<SimUpload> files) {
        MessageJson.edit(channel, json, body, files);
        mention(body.get("allowed_mentions"));
    }

    void mention(Object allowed) {
        Mentions mentions = Mentions.of(String.valueOf(json.get("content")), allowed);
        List<SimUser> users = new ArrayList<>(mentions.found(mentions.users(), world()::userById));
        boolean repliedUser = !(allowed instanceof Map<?, ?> map) || !Boolean.FALSE.equals(map.get("replied_user"));
        if (referenced != null && repliedUser && !users.contains(referenced.author)) {
            users.add(referenced.author);
        }
        mentioned = List.copyOf(users);
        json.put("mention_everyone", mentions.everyone());
        json.put("mention_roles", mentions.roles().stream().map(Json::id).toList());
    }

    /** Finds what it replies to or forwards. */
    void refer(Map<String, Object> body, Messages there) {
        if (!(body.get("message_reference") instanceof Map<?, ?> reference)) {
            return;
        }
        long to = Json.snowflake(reference.get("message_id"));
        Optional<SimMessage> found = there.of(to);
        if (MessageRules.isForward(body)) {
            found = world().channelById(Json.snowflake(reference.get("channel_id")))
                    .flatMap(from -> from.chat().of(to));
            found.ifPresent(original -> json.put("message_snapshots", List.of(original.snapshot())));
        }
        if (found.isEmpty() && !Boolean.FALSE.equals(reference.get("fail_if_not_exists"))) {
            throw RestError.field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
        if (!MessageRules.isForward(body)) {
            referenced = found.orElse(null);
        }
    }

    private Map<String, Object> snapshot() {
        Map<String, Object> copy = Json.asObject(json);
        copy.keySet()
                .retainAll(List.of(
                        "type",
                        "content",
                        "embeds",
                        "attachments",
                        "timestamp",
                        "edited_timestamp",
                        "flags",
                        "components",
                        "mention_roles"));
        copy.put("mentions", List.of());
        return Json.object("message", copy);
    }

    /** A message of Discord's own, that tells of something that was done. */
    void isNotice(int type) {
        json.put("type", type);
        referenced = null;
        mentioned = List.of();
    }

    /** Adds fields of its own: of an interaction, say. */
    void put(Map<String, Object> fields) {
        json.putAll(fields);
    }

    boolean setPinned(boolean pinned) {
        boolean changed = isPinned() != pinned;
        json.put("pinned", pinned);
        pinnedAt = pinned ? Times.now() : null;
        return changed;
    }

    boolean isPinned() {
        return Boolean.TRUE.equals(json.get("pinned"));
    }

    String pinnedAt() {
        return pinnedAt;
    }

    int flags() {
        return world().ask(() -> ((Number) json.get("flags")).intValue());
    }

    void setFlag(int flag, boolean on) {
        json.put("flags", on ? flags() | flag : flags() & ~flag);
    }

    boolean isLoading() {
        return (flags() & LOADING) != 0;
    }

    Object field(String name) {
        return world().ask(() -> json.get(name));
    }

    Reactions reactions() {
        return reactions;
    }

    /** Whether the bot may read it without MESSAGE_CONTENT. */
    boolean isOpenToTheBot() {
        return channel.guild() == null || author.equals(world().bot) || mentioned.contains(world().bot);
    }

    /** As REST shows it. */
    Map<String, Object> shown() {
        Map<String, Object> shown = alone();
        if (json.get("message_reference") != null && Integer.valueOf(19).equals(json.get("type"))) {
            shown.put("referenced_message", referenced == null ? null : referenced.alone());
        }
        if (thread != null) {
            shown.put("thread", thread.json());
        }
        return shown;
    }

    /** As the gateway shows it: with the guild's members behind the users. */
    Map<String, Object> event() {
        Map<String, Object> event = shown();
        event.put("channel_type", channel.kind().number());
        if (channel.guild() != null) {
            People people = channel.guild().people();
            people.of(author).ifPresent(member -> event.put("member", people.withoutUser(member)));
            event.put("mentions", mentioned.stream().map(this::withMember).toList());
        }
        return event;
    }

    private Map<String, Object> withMember(SimUser user) {
        Map<String, Object> json = user.json();
        People people = channel.guild().people();
        people.of(user).ifPresent(member -> json.put("member", people.withoutUser(member)));
        return json;
    }

    private Map<String, Object> alone() {
        Map<String, Object> shown = Json.asObject(json);
        shown.put("author", author.json());
        shown.put("mentions", mentioned.stream().map(SimUser::json).toList());
        List<Map<String, Object>> reacted = reactions.json(world().bot);
        if (!reacted.isEmpty()) {
            shown.put("reactions", reacted);
        }
        return shown;
    }

    /** What is left of it for who may not read it; of what it refers to, too, unless that may be read. */
    Map<String, Object> withoutContent(Map<String, Object> shown) {
        shown.put("content", "");
        List.of("embeds", "attachments", "components").forEach(field -> shown.put(field, List.of()));
        shown.remove("poll");
        if (shown.get("referenced_message") != null && !referenced.isOpenToTheBot()) {
            shown.put("referenced_message", referenced.withoutContent(referenced.alone()));
        }
        return shown;
    }

    private World world() {
        return channel.world();
    }

    @Override
    public String toString() {
        return author + ": " + content();
    }
}
