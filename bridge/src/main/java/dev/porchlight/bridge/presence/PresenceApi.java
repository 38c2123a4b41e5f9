package dev.porchlight.bridge.presence;

import dev.porchlight.bridge.door.Answer;
import dev.porchlight.bridge.door.ErrorWriter;
import dev.porchlight.bridge.door.Request;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.People.State;
import dev.porchlight.bridge.guilds.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /v1/users/ID}, one person, and {@code GET /v1/users?ids=ID,ID}, up to {@value #MOST_IDS} of them in one request:
 * an object of the presences of those who are known, by id. On the requests' virtual threads; it reads {@link People} and
 * bothers no loop.
 */
public final class PresenceApi {

    private static final String ROOT = "/v1";
    private static final String USERS = ROOT + "/users";
    private static final String METHODS = "GET, HEAD, OPTIONS";
    private static final int MOST_IDS = 100;

    /** None is looked at; who sends one all the same is told that the method is wrong. */
    private static final int BODY_BYTES = 1_024;

    /**
     * Of the answer for many: what the door has in hand of these at a time is a quarter of the heap then (a 32nd of it each),
     * and a hundred people who do much are less than a mebibyte.
     */
    private static final long MOST_BYTES =
            Math.clamp(Runtime.getRuntime().maxMemory() / 4 / 32, 256 * 1_024, 1_024 * 1_024);

    private final People people;
    private final RequestLimit limit;
    private final Documents documents = new Documents();

    public PresenceApi(People people, RequestLimit limit) {
        this.people = people;
        this.limit = limit;
    }

    public void register(Routes routes) {
        routes.under(ROOT, BODY_BYTES, Cors.open(METHODS, limit.on(ErrorWriter.STANDARD, this::answer)));
        routes.errors(ROOT, Cors.open(ErrorWriter.STANDARD));
    }

    private Answer answer(Request request) {
        String path = request.path();
        boolean many = path.equals(USERS);
        if (!many && (!path.startsWith(USERS + "/") || path.lastIndexOf('/') != USERS.length() || path.endsWith("/"))) {
            return error(404, "route_not_found", "Route does not exist");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return error(405, "method_not_allowed", "This path takes " + METHODS)
                    .with("Allow", METHODS);
        }
        return many ? many(request) : one(request, path.substring(USERS.length() + 1));
    }

    private Answer one(Request request, String id) {
        long user;
        try {
            user = UserIds.parse(id);
        } catch (NumberFormatException e) {
            return error(400, "invalid_user_id", "A user id has up to 20 digits, as in /v1/users/94490510688792576");
        }
        Person person = people.find(user);
        if (person == null) {
            return people.state() == State.AVAILABLE
                    ? error(404, "user_not_monitored", "User is not being monitored by Tether")
                    : unavailable();
        }
        Document kept = documents.find(person);
        return kept == null ? Answer.whenDue(() -> documents.make(person).answer(request)) : kept.answer(request);
    }

    private Answer many(Request request) {
        Set<Long> users;
        try {
            users = UserIds.parseAll(request.queryParts().stream()
                    .filter(part -> part.startsWith("ids="))
                    .map(part -> part.substring("ids=".length()))
                    .toList());
        } catch (NumberFormatException e) {
            users = Set.of();
        }
        if (users.isEmpty()) {
            return error(400, "invalid_user_id", "Whom: /v1/users/ID, or /v1/users?ids=ID,ID with ids between commas");
        }
        if (users.size() > MOST_IDS) {
            return error(400, "too_many_ids", "Up to " + MOST_IDS + " ids at once");
        }
        List<Person> found = new ArrayList<>(users.size());
        for (long user : users) {
            Person person = people.find(user);
            if (person != null) {
                found.add(person);
            }
        }
        if (found.size() < users.size() && people.state() != State.AVAILABLE) {
            return unavailable(); // nobody can tell yet who of them is unknown
        }
        return Answer.whenDue(() -> together(found, request));
    }

    private Answer together(List<Person> found, Request request) {
        DocumentWriter out = new DocumentWriter(4_096);
        out.add("{");
        for (Person person : found) {
            out.add(out.length() == 1 ? "\"" : ",\"")
                    .add(Long.toUnsignedString(person.id()))
                    .add("\":");
            TetherDocument.write(person, out);
            if (out.length() > MOST_BYTES) {
                return error(400, "too_many_ids", "Over " + MOST_BYTES + " bytes together; ask for fewer at once");
            }
        }
        return new Document(out.add("}\n").toBytes()).answer(request);
    }

    private Answer unavailable() {
        return people.state() == State.STARTING
                ? error(503, "presence_unavailable", "Presences are being fetched; try again in a second")
                        .with("Retry-After", "1")
                : error(503, "presence_unavailable", "This bridge is not told of presences; its log says why");
    }

    private static Answer error(int status, String code, String message) {
        return ErrorWriter.STANDARD.write(status, code, message);
    }
}
