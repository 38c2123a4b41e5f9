package dev.porchlight.bridge.lanyard;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Handler;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.SlashCommand;
import dev.porchlight.bridge.presence.Allotment;
import dev.porchlight.bridge.presence.PresenceSocket;
import dev.porchlight.bridge.presence.RequestLimit;
import dev.porchlight.bridge.store.Store;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The room, composed: documents, REST, pairs and keys. Made before the store's file is opened, as it declares its tables;
 * {@link #load} comes after.
 */
public final class Lanyard {

    /** 512 short pairs, or eight of the longest; held in memory. */
    private static final int BODY_BYTES = 1024 * 1024;

    private static final String PREFIX = "/lanyard";

    private final LanyardSettings settings;
    private final People people;
    private final KeyValues keyValues;
    private final ApiKeys apiKeys;
    private final Cdn cdn;
    private final LanyardCounts counts = new LanyardCounts();

    public Lanyard(LanyardSettings settings, People people, Store store) {
        this.settings = settings;
        this.people = people;
        this.keyValues = new KeyValues(store, settings.kvBytes());
        this.apiKeys = new ApiKeys(store);
        this.cdn = new Cdn(settings.cdn());
        people.watch((id, now) -> counts.presenceUpdates.increment());
    }

    /** Once the store's file is open, or known not to be there. */
    public void load() {
        keyValues.load();
    }

    /**
     * Makes the room's socket, which hears of people and of pairs.
     *
     * @param allotment of subscriptions, shared with the other dialect
     * @param updateNanos told the time from a change to the last write because of it
     */
    public PresenceSocket socket(Allotment allotment, LongConsumer updateNanos) {
        PresenceSocket socket =
                new PresenceSocket(new LanyardDialect(), people, this::document, allotment, updateNanos);
        keyValues.watch(socket::changed);
        return socket;
    }

    /**
     * Serves {@code /lanyard} and all below it.
     *
     * @param limit shared with the other surfaces
     */
    public void register(Routes routes, RequestLimit limit, PresenceSocket socket) {
        routes.under(PREFIX, BODY_BYTES, handler(PREFIX, limit)).errors(PREFIX, LanyardAnswers.ERRORS);
        routes.webSocket(PREFIX + "/socket", socket);
    }

    /** Serves the same at the root, for clients that take a host and no path. */
    public void registerAtRoot(Routes routes, RequestLimit limit, PresenceSocket socket) {
        Handler handler = handler("", limit);
        routes.under("/v1", BODY_BYTES, handler).errors("/v1", LanyardAnswers.ERRORS);
        routes.get("/", handler).below("", 0, handler, handler);
        routes.get(PREFIX, handler(PREFIX, limit)); // which is a name at the root, too
        routes.webSocket("/socket", socket);
    }

    private Handler handler(String prefix, RequestLimit limit) {
        Handler api =
                limit.on(LanyardAnswers.ERRORS, new LanyardApi(prefix, settings, people, keyValues, apiKeys, cdn));
        return request -> {
            Answer answer = api.handle(request);
            counts.answered(answer.status());
            return answer;
        };
    }

    /** A person's document, UTF-8 JSON. Any thread, without waiting. */
    public byte[] document(Person person) {
        return LanyardDocument.of(person, keyValues.json(person.id()));
    }

    /** The pairs, for who wants to hear of their changes. */
    public KeyValues keyValues() {
        return keyValues;
    }

    public LanyardCounts counts() {
        return counts;
    }

    /** {@code /kv} and {@code /apikey}. */
    public List<SlashCommand> commands() {
        return new LanyardCommands(people, keyValues, apiKeys).all();
    }
}
