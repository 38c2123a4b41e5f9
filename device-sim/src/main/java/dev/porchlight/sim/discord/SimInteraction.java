package dev.porchlight.sim.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody used a command, pressed a button, chose in a menu or sent a form, and waits for what the bot makes of it. Any
 * thread may call; the state is guarded by the world's lock.
 *
 * <pre>
 *   WAITING ──callback──▶ ANSWERED ──follow-ups, edits──▶ …        for 15 minutes
 *      └──3 s without one──▶ FAILED: its callback gets 404 Unknown interaction
 * </pre>
 */
public final class SimInteraction {
    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;
    static final int MODAL_SUBMIT = 5;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    /** How the bot answered, with Discord's number for it. */
    public enum Answer {
        MESSAGE(4),
        DEFERRED_MESSAGE(5),
        DEFERRED_UPDATE(6),
        UPDATE(7),
        CHOICES(8),
        MODAL(9);

        private final int number;

        Answer(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * @param source the message it began at; null for a command
     * @param name of the command; empty for none
     */
    record Origin(long id, String token, int type, String name, SimMessage source) {}

    private final SimChannel channel;
    private final SimUser user;
    private final Origin origin;
    private final Instant startedAt;
    private final Duration deadline;
    private final List<SimMessage> followUps = new ArrayList<>();
    private Answer answer;
    private SimMessage reply;
    private SimModal modal;
    private Map<String, Object> choices = Map.of();

    SimInteraction(SimChannel channel, SimUser user, Origin origin, Duration deadline) {
        this.channel = channel;
        this.user = user;
        this.origin = origin;
        this.startedAt = channel.world().clock.instant();
        this.deadline = deadline;
    }

    public long id() {
        return origin.id();
    }

    public SimUser user() {
        return user;
    }

    public SimChannel channel() {
        return channel;
    }

    /** How the bot answered first; empty while it has not. */
    public Optional<Answer> answer() {
        return world().ask(() -> Optional.ofNullable(answer));
    }

    /** Waits for the bot's first answer, whatever it is. */
    public Answer awaitAnswer(Duration atMost) {
        return await("answer", atMost, () -> Optional.ofNullable(answer));
    }

    /** Waits for the message that answers; while the bot only said that it is thinking, the wait goes on. */
    public SimMessage awaitReply(Duration atMost) {
        return await("reply", atMost, () -> Optional.ofNullable(reply).filter(message -> !message.isLoading()));
    }

    /** Waits for the n-th message after the reply, counted from 1. */
    public SimMessage awaitFollowUp(int n, Duration atMost) {
        return await(
                "follow-up " + n, atMost, () -> followUps.stream().skip(n - 1L).findFirst());
    }

    /** Waits for a form to fill in. */
    public SimModal awaitModal(Duration atMost) {
        return await("modal", atMost, () -> Optional.ofNullable(modal));
    }

    /** Waits for what autocomplete offers: the value behind each name, in the order shown. */
    public Map<String, Object> awaitChoices(Duration atMost) {
        return await("choices", atMost, () -> answer == Answer.CHOICES ? Optional.of(choices) : Optional.empty());
    }

    private <T> T await(String what, Duration atMost, Supplier<Optional<T>> search) {
        String name = origin.name().isEmpty() ? "a component" : origin.name();
        return world().awaitPresent(what + " to " + name + " of " + user, atMost, search);
    }

    /** @throws RestError when it is too late, or answered already */
    void checkOpen() {
        if (answer == null && isOlderThan(deadline)) {
            throw RestError.unknown(10_062, "interaction");
        }
        if (answer != null) {
            throw new RestError(400, 40_060, "Interaction has already been acknowledged.");
        }
    }

    /** @throws RestError when the token is good for nothing yet, or no longer */
    void checkToken() {
        if (answer == null) {
            throw RestError.unknown(10_015, "Webhook");
        }
        if (isOlderThan(TOKEN_LIFE)) {
            throw new RestError(401, 50_027, "Invalid Webhook Token");
        }
    }

    private boolean isOlderThan(Duration life) {
        return !world().clock.instant().isBefore(startedAt.plus(life));
    }

    void answered(Answer how) {
        answer = how;
    }

    void replied(SimMessage message) {
        reply = message;
    }

    void offered(SimModal form) {
        modal = form;
    }

    void completed(List<Map<String, Object>> offered) {
        Map<String, Object> all = new LinkedHashMap<>();
        offered.forEach(choice -> all.put(String.valueOf(choice.get("name")), choice.get("value")));
        choices = all;
    }

    void followed(SimMessage message) {
        followUps.add(message);
    }

    /** The reply, or one of the follow-ups. */
    Optional<SimMessage> message(String id) {
        if (id.equals("@original")) {
            return Optional.ofNullable(reply);
        }
        return followUps.stream()
                .filter(message -> Json.id(message.id()).equals(id))
                .findFirst()
                .or(() -> Optional.ofNullable(reply)
                        .filter(message -> Json.id(message.id()).equals(id)));
    }

    void forget(SimMessage message) {
        followUps.remove(message);
        reply = message.equals(reply) ? null : reply;
    }

    /** What a message that answers says of where it comes from. */
    Map<String, Object> metadata() {
        Map<String, Object> fields = Json.object(
                "application_id",
                Json.id(world().bot.id()),
                "webhook_id",
                Json.id(world().bot.id()),
                "interaction_metadata",
                Json.object(
                        "id",
                        Json.id(id()),
                        "type",
                        type(),
                        "user",
                        user.json(),
                        "authorizing_integration_owners",
                        Interactions.owners(channel)));
        if (type() == COMMAND) {
            fields.put("type", origin.name().startsWith("/") ? 20 : 23);
            fields.put(
                    "interaction",
                    Json.object(
                            "id",
                            Json.id(id()),
                            "type",
                            type(),
                            "name",
                            origin.name().replaceFirst("^/", ""),
                            "user",
                            user.json()));
        }
        return fields;
    }

    int type() {
        return origin.type();
    }

    String token() {
        return origin.token();
    }

    Optional<SimMessage> source() {
        return Optional.ofNullable(origin.source());
    }

    Optional<SimMessage> reply() {
        return Optional.ofNullable(reply);
    }

    private World world() {
        return channel.world();
    }

    @Override
    public String toString() {
        return origin.name() + " by " + user;
    }
}
