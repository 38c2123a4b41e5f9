package dev.porchlight.sim.discord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The messages of one channel. Guarded by the world's lock, every method is called under it.
 *
 * <p>Invariant: at most {@link #KEPT} are remembered, the newest; what a session may read of one is decided here: with
 * MESSAGE_CONTENT everything, without only what the bot wrote, what mentions it and direct messages.
 */
final class Messages {
    static final int KEPT = 1_000;

    private final SimChannel channel;
    private final TreeMap<Long, SimMessage> messages = new TreeMap<>();
    private long lastId;
    private String lastPin;

    Messages(SimChannel channel) {
        this.channel = channel;
    }

    /**
     * MESSAGE_CREATE.
     *
     * @throws RestError when Discord would refuse it
     */
    SimMessage post(SimUser author, Map<String, Object> body, List<SimUpload> files) {
        MessageRules.checkNew(body, files);
        Optional<SimMessage> same = alreadySaid(author, body);
        if (same.isPresent()) {
            return same.get();
        }
        return add(draft(author, body, files));
    }

    /** A message that nobody sees yet. */
    SimMessage draft(SimUser author, Map<String, Object> body, List<SimUpload> files) {
        if (!channel.kind().takesMessages()) {
            throw new RestError(400, 50_008, "Cannot send messages in a non-text channel");
        }
        if (channel.thread()
                .filter(state -> state.isArchived() && state.isLocked())
                .isPresent()) {
            throw new RestError(400, 160_005, "Thread is locked");
        }
        long id = channel.world().snowflakes.next();
        SimMessage message = new SimMessage(channel, id, author, MessageJson.of(channel, id, body, files));
        message.refer(body, this);
        message.mention(body.get("allowed_mentions"));
        return message;
    }

    /** The message is there for everybody: MESSAGE_CREATE. */
    SimMessage add(SimMessage message) {
        channel.thread().ifPresent(state -> {
            if (state.isArchived()) {
                channel.update(Json.object("archived", false));
            }
            channel.guild()
                    .people()
                    .of(message.author())
                    .ifPresent(m -> channel.guild().threads().join(channel, m.user));
            state.messageCount++;
            state.totalSent++;
        });
        messages.put(message.id(), message);
        lastId = message.id();
        if (messages.size() > KEPT) {
            messages.pollFirstEntry();
        }
        tell("MESSAGE_CREATE", message);
        return message;
    }

    private Optional<SimMessage> alreadySaid(SimUser author, Map<String, Object> body) {
        Object nonce = body.get("nonce");
        return nonce != null && Boolean.TRUE.equals(body.get("enforce_nonce"))
                ? messages.values().stream()
                        .filter(old -> old.author().equals(author) && nonce.equals(old.field("nonce")))
                        .findFirst()
                : Optional.empty();
    }

    /** MESSAGE_UPDATE. */
    void edit(SimMessage message, Map<String, Object> body, List<SimUpload> files) {
        MessageRules.checkFields(body);
        message.edit(body, files);
        updated(message);
    }

    /** MESSAGE_UPDATE, unless it is one that the channel does not have: an ephemeral or a deleted one. */
    void updated(SimMessage message) {
        if (messages.containsKey(message.id())) {
            tell("MESSAGE_UPDATE", message);
        }
    }

    private void tell(String type, SimMessage message) {
        Predicate<Session> full = session -> session.wants(Intent.MESSAGE_CONTENT) || message.isOpenToTheBot();
        channel.tell(asking().and(full), type, message::event);
        channel.tell(asking().and(full.negate()), type, () -> message.withoutContent(message.event()));
    }

    private Predicate<Session> asking() {
        return session -> channel.wanted(session, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
    }

    /** MESSAGE_DELETE; false when it was gone. */
    boolean delete(long id) {
        if (messages.remove(id) == null) {
            return false;
        }
        channel.thread().ifPresent(state -> state.messageCount--);
        channel.tell(
                asking(), "MESSAGE_DELETE", () -> Json.object("id", Json.id(id), "channel_id", Json.id(channel.id())));
        return true;
    }

    /** MESSAGE_DELETE_BULK of those that are there. */
    void deleteBulk(Collection<Long> ids) {
        List<String> gone = ids.stream()
                .filter(id -> messages.remove(id) != null)
                .map(Json::id)
                .toList();
        channel.thread().ifPresent(state -> state.messageCount -= gone.size());
        if (!gone.isEmpty()) {
            channel.tell(
                    asking(),
                    "MESSAGE_DELETE_BULK",
                    () -> Json.object("ids", gone, "channel_id", Json.id(channel.id())));
        }
    }

    /** Pins or unpins: MESSAGE_UPDATE and CHANNEL_PINS_UPDATE; of a pin also the message that tells of it. */
    void pin(SimMessage message, boolean pinned, SimUser by) {
        if (!message.setPinned(pinned)) {
            return;
        }
        updated(message);
        lastPin = pinned ? Times.now() : lastPin;
        channel.tell(
                session -> channel.wanted(session, Intent.GUILDS, Intent.DIRECT_MESSAGES),
                "CHANNEL_PINS_UPDATE",
                () -> Json.object("channel_id", Json.id(channel.id()), "last_pin_timestamp", lastPin));
        if (pinned) {
            Map<String, Object> reference = Json.object("message_id", Json.id(message.id()));
            SimMessage notice = draft(by, Json.object("message_reference", reference), List.of());
            notice.isNotice(6);
            add(notice);
        }
    }

    /** TYPING_START. */
    void typing(SimUser user) {
        Supplier<Map<String, Object>> d = () -> {
            Map<String, Object> json = Json.object(
                    "channel_id",
                    Json.id(channel.id()),
                    "user_id",
                    Json.id(user.id()),
                    "timestamp",
                    System.currentTimeMillis() / 1000);
            if (channel.guild() != null) {
                json.put(
                        "member",
                        channel.guild().people().json(channel.guild().people().require(user)));
            }
            return json;
        };
        channel.tell(
                session -> channel.wanted(session, Intent.GUILD_MESSAGE_TYPING, Intent.DIRECT_MESSAGE_TYPING),
                "TYPING_START",
                d);
    }

    Optional<SimMessage> of(long id) {
        return Optional.ofNullable(messages.get(id));
    }

    List<SimMessage> all() {
        return new ArrayList<>(messages.values());
    }

    /** Newest pin first. */
    List<SimMessage> pinned() {
        return messages.descendingMap().values().stream()
                .filter(SimMessage::isPinned)
                .toList();
    }

    /** At most so many older than that message, newest first. */
    List<SimMessage> before(long id, int limit) {
        return messages.headMap(id, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    /** At most so many of those right after that message, newest first. */
    List<SimMessage> after(long id, int limit) {
        return messages.tailMap(id, false).values().stream()
                .limit(limit)
                .toList()
                .reversed();
    }

    /** The newest message's id, deleted or not; 0 before the first. */
    long lastId() {
        return lastId;
    }
}
