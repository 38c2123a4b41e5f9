package dev.porchlight.bridge.lanyard;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.Handler;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.store.StoreUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lanyard's REST API under a prefix. In its order: the route, whether the key is good, whether the person is known, the pairs.
 * On requests' virtual threads.
 *
 * <p>What it leaves out of Lanyard's own: a write for a person who is not monitored, which crashes there, is a 404 here.
 */
final class LanyardApi implements Handler {

    private static final String ME = "@me";

    private final int prefix;
    private final LanyardSettings settings;
    private final People people;
    private final KeyValues keyValues;
    private final ApiKeys apiKeys;
    private final Cdn cdn;

    /** @param prefix of every path, without a slash at its end; empty for the root */
    LanyardApi(String prefix, LanyardSettings settings, People people, KeyValues keyValues, ApiKeys apiKeys, Cdn cdn) {
        this.prefix = prefix.length();
        this.settings = settings;
        this.people = people;
        this.keyValues = keyValues;
        this.apiKeys = apiKeys;
        this.cdn = cdn;
    }

    @Override
    public Answer handle(Request request) {
        if (request.method().equals("OPTIONS")) {
            return LanyardAnswers.preflight(request);
        }
        List<String> path = Arrays.stream(request.path().substring(prefix).split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        try {
            return route(request, path);
        } catch (KvRejected e) {
            return LanyardAnswers.error(404, e.code(), e.getMessage()); // 404 is Lanyard's status for these
        } catch (StoreUnavailable e) {
            return LanyardAnswers.error(
                    503,
                    "store_unavailable",
                    e.isFull()
                            ? "The bridge has no room for more pairs; delete some first"
                            : "The bridge cannot use its store now; its log says why");
        }
    }

    private Answer route(Request request, List<String> path) throws KvRejected {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (reads && path.size() < 2) {
            return path.isEmpty() ? info() : named(path.getFirst());
        }
        if (path.size() < 3 || !path.subList(0, 2).equals(List.of("v1", "users"))) {
            return notFound();
        }
        String user = path.get(2);
        String rest = String.join("/", path.subList(3, path.size()));
        boolean oneKey = path.size() == 5 && rest.startsWith("kv/");
        return switch (request.method()) {
            case "GET", "HEAD" -> rest.isEmpty() ? user(request, user) : notFound();
            case "PUT" -> oneKey ? put(request, user, path.getLast()) : notFound();
            case "PATCH" -> rest.equals("kv") ? patch(request, user) : notFound();
            case "DELETE" -> oneKey ? delete(request, user, path.getLast()) : notFound();
            default -> notFound();
        };
    }

    private Answer info() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("info", "Porchlight, speaking Lanyard: GET v1/users/ID is somebody's presence, socket its changes");
        info.put("monitored_user_count", people.size());
        info.put("discord_invite", settings.invite());
        return LanyardAnswers.data(Json.object(info));
    }

    /** What has one name: an avatar, or the invite. */
    private Answer named(String name) {
        if (name.equals("discord") && !settings.invite().isEmpty()) {
            return LanyardAnswers.open(new Answer(302, "text/plain", new byte[0]).with("Location", settings.invite()));
        }
        Avatar avatar = Avatar.parse(name);
        if (avatar == null) {
            return notFound();
        }
        Person person = find(avatar.id());
        return person == null ? unknown() : cdn.get(avatar.at(person));
    }

    private Answer user(Request request, String user) {
        OptionalLong owner = user.equals(ME) ? owner(request) : OptionalLong.empty();
        if (user.equals(ME) && owner.isEmpty()) {
            return noPermission();
        }
        Person person = owner.isPresent() ? people.find(owner.getAsLong()) : find(user);
        return person == null
                ? unknown()
                : Answer.whenDue(() -> LanyardAnswers.data(LanyardDocument.of(person, keyValues.json(person.id()))));
    }

    private Answer put(Request request, String user, String key) throws KvRejected {
        return change(request, user, owner -> store(owner, Map.of(key, text(request.body()))));
    }

    private Answer patch(Request request, String user) throws KvRejected {
        return change(request, user, owner -> store(owner, texts(request.body())));
    }

    private Answer delete(Request request, String user, String key) throws KvRejected {
        return change(request, user, owner -> keyValues.remove(owner, key));
    }

    @FunctionalInterface
    private interface Change {
        void make(long owner) throws KvRejected;
    }

    private Answer change(Request request, String user, Change change) throws KvRejected {
        OptionalLong owner = owner(request);
        if (owner.isEmpty() || !(user.equals(ME) || user.equals(Long.toUnsignedString(owner.getAsLong())))) {
            return noPermission();
        }
        if (people.find(owner.getAsLong()) == null) {
            return unknown();
        }
        change.make(owner.getAsLong());
        return LanyardAnswers.done();
    }

    private void store(long owner, Map<String, String> pairs) throws KvRejected {
        for (String value : pairs.values()) {
            if (apiKeys.isIn(value, owner)) {
                throw KvRejected.ownKey();
            }
        }
        keyValues.put(owner, pairs);
    }

    private static String text(byte[] body) throws KvRejected {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw KvRejected.notText();
        }
    }

    private static Map<String, String> texts(byte[] body) throws KvRejected {
        Map<String, String> texts = new HashMap<>();
        try {
            for (Map.Entry<String, Object> pair : JSON.std.mapFrom(body).entrySet()) {
                if (!(pair.getValue() instanceof String value)) {
                    throw KvRejected.notAnObject();
                }
                texts.put(pair.getKey(), value);
            }
        } catch (IOException | RuntimeException e) {
            throw KvRejected.notAnObject();
        }
        return texts;
    }

    /** Whose key the request brings; there is no Bearer before it. */
    private OptionalLong owner(Request request) {
        return request.header("authorization").map(apiKeys::owner).orElse(OptionalLong.empty());
    }

    /** Null for what is no snowflake of somebody who is known: Lanyard does not tell the two apart. */
    private Person find(String id) {
        try {
            long snowflake = Long.parseUnsignedLong(id);
            return Long.toUnsignedString(snowflake).equals(id) ? people.find(snowflake) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Answer unknown() {
        return switch (people.state()) {
            case AVAILABLE -> LanyardAnswers.error(404, "user_not_monitored", "User is not being monitored by Lanyard");
            case STARTING -> unavailable().with("Retry-After", "1");
            case UNAVAILABLE -> unavailable();
        };
    }

    private static Answer unavailable() {
        return LanyardAnswers.error(503, "presence_unavailable", "The bridge does not know yet who is online");
    }

    private static Answer notFound() {
        return LanyardAnswers.error(404, "not_found", "Route does not exist");
    }

    private static Answer noPermission() {
        return LanyardAnswers.error(401, "no_permission", "This needs the API key of that user as Authorization");
    }
}
