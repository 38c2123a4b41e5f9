package dev.porchlight.bridge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.door.Routes;
import dev.porchlight.bridge.door.TestDoor;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.Person;
import dev.porchlight.bridge.guilds.Person.Status;
import dev.porchlight.bridge.guilds.TestPeople;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v1}, request by request, over a real door. */
class PresenceApiTest {

    private static final long ALICE = 94490510688792576L;
    private static final String ALICE_PATH = "/v1/users/94490510688792576";

    /** Names another host, so that it is a stranger's request although it comes from here. */
    private static final String STRANGER = "Host: porch.example\r\n";

    private static final String LOCAL = "Host: localhost\r\n";

    private final People people = new People();
    private final RequestLimit limit = new RequestLimit(() -> 0); // time stands still
    private TestDoor door;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        Routes routes = new Routes();
        new PresenceApi(people, limit).register(routes);
        door = TestDoor.open(routes);
        client = door.client();
        TestPeople.become(people, People.State.AVAILABLE);
        TestPeople.put(people, TestPeople.person(ALICE, "alice", Status.ONLINE, ""));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        door.close();
        assertThat(door.deaths()).isEmpty();
    }

    private RawClient.Answer ask(String method, String path, String headers) throws IOException {
        client.send(method + " " + path + " HTTP/1.1\r\n" + headers + "\r\n");
        return method.equals("HEAD") ? client.answerToHead() : client.answer();
    }

    private RawClient.Answer get(String path) throws IOException {
        return ask("GET", path, LOCAL);
    }

    private String document(long id) {
        return new String(TetherDocument.of(people.find(id)), StandardCharsets.UTF_8);
    }

    private static void assertOpen(RawClient.Answer answer) {
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.header("access-control-expose-headers"))
                .isEqualTo("ETag, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");
    }

    @SuppressWarnings("unchecked")
    private static void assertError(RawClient.Answer answer, int status, String code) throws IOException {
        assertThat(answer.status()).isEqualTo(status);
        Map<String, Object> body = JSON.std.mapFrom(answer.body());
        assertThat(body).containsOnlyKeys("error");
        Map<String, Object> error = (Map<String, Object>) body.get("error");
        assertThat(error).containsOnlyKeys("code", "message").containsEntry("code", code);
        assertThat(error.get("message")).asString().isNotBlank();
        assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertOpen(answer);
    }

    @Test
    void givenAPersonThenTheDocumentIsTheWholeBody() throws IOException {
        for (int i = 0; i < 2; i++) { // made, and kept
            RawClient.Answer answer = get(ALICE_PATH);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(document(ALICE) + "\n");
            assertThat(answer.header("content-type")).isEqualTo("application/json; charset=utf-8");
            assertThat(answer.header("cache-control")).isEqualTo("no-cache");
            assertThat(answer.header("etag")).matches("\"[0-9a-f]{32}\"");
            assertThat(answer.headers()).doesNotContainKey("ratelimit-limit");
            assertOpen(answer);
        }
    }

    @Test
    void givenAChangeThenTheNextAnswerHasItAndAnotherTag() throws IOException {
        String before = get(ALICE_PATH).header("etag");
        TestPeople.put(people, TestPeople.person(ALICE, "alice", Status.DND, "{\"name\":\"Celeste\",\"type\":0}"));
        RawClient.Answer changed = get(ALICE_PATH);
        assertThat(changed.body()).contains("\"discord_status\":\"dnd\"").contains("Celeste");
        assertThat(changed.header("etag")).isNotEqualTo(before);
        TestPeople.put(people, TestPeople.person(ALICE, "alice", Status.ONLINE, ""));
        assertThat(get(ALICE_PATH).header("etag")).isEqualTo(before);
    }

    @Test
    void givenOneWhoIsGoneThenNothingOfThemIsLeft() throws IOException {
        get(ALICE_PATH);
        TestPeople.gone(people, ALICE);
        assertError(get(ALICE_PATH), 404, "user_not_monitored");
    }

    @Test
    void givenTwoPeopleInOnePlaceOfTheCacheThenEachHasTheirOwn() throws IOException {
        List<Long> many = LongStream.range(1, 400).boxed().toList();
        many.forEach(id -> TestPeople.put(people, TestPeople.person(id, "n" + id, Status.IDLE, "")));
        for (int i = 0; i < 2; i++) {
            for (long id : many) {
                assertThat(get("/v1/users/" + id).body()).isEqualTo(document(id) + "\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"x\", %s", "\"x\",W/%s , \"y\"", "*", "\"x\"\r\nIf-None-Match: %s"})
    void givenATagThatStillHoldsThenItIs304WithoutABody(String tags) throws IOException {
        for (String path : List.of(ALICE_PATH, "/v1/users?ids=" + ALICE)) {
            String tag = get(path).header("etag");
            for (String method : List.of("GET", "HEAD")) {
                RawClient.Answer answer = ask(method, path, LOCAL + "If-None-Match: " + tags.formatted(tag) + "\r\n");
                assertThat(answer.status()).isEqualTo(304);
                assertThat(answer.header("etag")).isEqualTo(tag);
                assertThat(answer.header("cache-control")).isEqualTo("no-cache");
                assertThat(answer.headers()).doesNotContainKeys("content-length", "content-type");
                assertOpen(answer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"00112233445566778899aabbccddeeff\"", "%1$.8s\"", "", "W/", "x"})
    void givenAnotherTagThenItIsTheWholeAnswer(String tags) throws IOException {
        String tag = get(ALICE_PATH).header("etag");
        RawClient.Answer answer = ask("GET", ALICE_PATH, LOCAL + "If-None-Match: " + tags.formatted(tag) + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(document(ALICE) + "\n");
    }

    @Test
    void givenHeadThenTheHeadersAreThoseOfGet() throws IOException {
        RawClient.Answer head = ask("HEAD", ALICE_PATH, LOCAL);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-length"))
                .isEqualTo(String.valueOf(document(ALICE).length() + 1));
        assertThat(head.header("etag")).isEqualTo(get(ALICE_PATH).header("etag"));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "/v1/users/1,                      404, user_not_monitored",
        "/v1/users/18446744073709551615,   404, user_not_monitored",
        "/v1/users/18446744073709551616,   400, invalid_user_id",
        "/v1/users/100000000000000000000,  400, invalid_user_id",
        "/v1/users/0,                      400, invalid_user_id",
        "/v1/users/094490510688792576,     400, invalid_user_id",
        "/v1/users/-1,                     400, invalid_user_id",
        "/v1/users/+1,                     400, invalid_user_id",
        "/v1/users/1.0,                    400, invalid_user_id",
        "/v1/users/@me,                    400, invalid_user_id",
        "/v1/users/alice,                  400, invalid_user_id",
        "/v1/users/%D9%A1,                 400, invalid_user_id",
        "/v1/users/%201,                   400, invalid_user_id",
        "/v1/users,                        400, invalid_user_id",
        "/v1/users?ids,                    400, invalid_user_id",
        "/v1/users?ids=,                   400, invalid_user_id",
        "/v1/users?ids=1%2C,               400, invalid_user_id",
        "'/v1/users?ids=,1',               400, invalid_user_id",
        "'/v1/users?ids=1,,2',             400, invalid_user_id",
        "'/v1/users?ids=1,x',              400, invalid_user_id",
        "'/v1/users?ids=1,+2',             400, invalid_user_id",
        "'/v1/users?ids=1&ids=x',          400, invalid_user_id",
        "/v1/users?id=1,                   400, invalid_user_id",
        "/v1/users/,                       404, route_not_found",
        "/v1/users/1/,                     404, route_not_found",
        "/v1/users/1/kv,                   404, route_not_found",
        "/v1/users/1%2F2,                  404, route_not_found",
        "/v1/presence/1,                   404, route_not_found",
        "/v1/Users/1,                      404, route_not_found",
        "/v1/,                             404, route_not_found",
        "/v1,                              404, route_not_found",
        "/v1//users/1,                     404, route_not_found"
    })
    void givenAMistakeThenTheErrorSaysWhich(String path, int status, String code) throws IOException {
        assertError(get(path), status, code);
        assertThat(get(ALICE_PATH).status()).as("the connection lives on").isEqualTo(200);
    }

    @Test
    void givenAnErrorOfTheSeedThenItsMessageIsTheSeeds() throws IOException {
        assertThat(get("/v1/users/1").body())
                .isEqualTo("{\"error\":{\"code\":\"user_not_monitored\","
                        + "\"message\":\"User is not being monitored by Tether\"}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void givenAnotherMethodThenItIsToldWhichThereAre(String method) throws IOException {
        RawClient.Answer answer = ask(method, ALICE_PATH, LOCAL + "Content-Length: 0\r\n");
        assertError(answer, 405, "method_not_allowed");
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertError(ask(method, "/v1/users", LOCAL + "Content-Length: 2\r\n\r\n{}"), 405, "method_not_allowed");
        assertError(ask(method, "/v1/nowhere", LOCAL + "Content-Length: 0\r\n"), 404, "route_not_found");
    }

    @Test
    void givenABodyThatTheDoorRefusesThenPagesMayReadThatToo() throws IOException {
        assertError(ask("POST", ALICE_PATH, LOCAL + "Content-Length: 1025\r\n"), 413, "body_too_large");
        client.assertEnd();
    }

    @Test
    void givenAPersonThatCannotBeShownThenPagesMayReadThatToo() throws IOException {
        TestPeople.put(people, new Person(7, "{".getBytes(StandardCharsets.UTF_8), Status.IDLE, 0, new byte[0]));
        assertError(get("/v1/users/7"), 500, "internal_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {ALICE_PATH, "/v1/users", "/v1/nowhere", "/v1"})
    void givenAPreflightThenEverythingIsAllowed(String path) throws IOException {
        RawClient.Answer answer = ask(
                "OPTIONS",
                path,
                STRANGER + "Origin: https://example.org\r\nAccess-Control-Request-Method: GET\r\n"
                        + "Access-Control-Request-Headers: if-none-match\r\n");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("access-control-allow-methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.header("access-control-allow-headers"))
                .isEqualTo("Authorization, Content-Type, If-None-Match, *");
        assertThat(answer.header("access-control-max-age")).isEqualTo("86400");
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(answer.headers()).doesNotContainKey("ratelimit-remaining");
        assertOpen(answer);
    }

    @Test
    void givenManyIdsThenThoseWhoAreKnownComeInTheOrderAskedEachOnce() throws IOException {
        TestPeople.put(people, TestPeople.person(2, "bob", Status.IDLE, ""));
        RawClient.Answer answer = get("/v1/users?x=1&ids=" + ALICE + ",3,2&ids=2," + ALICE + ",4");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"" + ALICE + "\":" + document(ALICE) + ",\"2\":" + document(2) + "}\n");
        assertThat(answer.header("etag")).matches("\"[0-9a-f]{32}\"");
        assertThat(get("/v1/users?ids=2%2C" + ALICE).body()).startsWith("{\"2\":{");
    }

    @Test
    void givenNobodyWhoIsKnownThenTheObjectIsEmpty() throws IOException {
        assertThat(get("/v1/users?ids=3,4").body()).isEqualTo("{}\n");
    }

    private static String ids(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    @Test
    void givenAHundredIdsThenAllAreAnsweredAndWithOneMoreNone() throws IOException {
        LongStream.rangeClosed(1, 101)
                .forEach(id -> TestPeople.put(people, TestPeople.person(id, "n" + id, Status.IDLE, "")));
        assertThat(JSON.std.mapFrom(
                        get("/v1/users?ids=" + ids(100) + "," + ids(50)).body()))
                .hasSize(100);
        assertError(get("/v1/users?ids=" + ids(101)), 400, "too_many_ids");
    }

    @Test
    void givenMoreThanTheDoorWillHoldThenFewerAreToBeAskedFor() throws IOException {
        String much = "{\"name\":\"" + "x".repeat(60_000) + "\"}";
        LongStream.rangeClosed(1, 20)
                .forEach(id -> TestPeople.put(people, TestPeople.person(id, "n" + id, Status.IDLE, much)));
        assertError(get("/v1/users?ids=" + ids(20)), 400, "too_many_ids");
        assertThat(get("/v1/users?ids=1,2").body()).hasSizeGreaterThan(120_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = People.State.class,
            names = {"UNAVAILABLE", "STARTING"})
    void givenNoPresencesYetThenOnlyWhoIsKnownIsAnswered(People.State state) throws IOException {
        TestPeople.become(people, state);
        String retryAfter = state == People.State.STARTING ? "1" : null;
        for (String path : List.of("/v1/users/1", "/v1/users?ids=1", "/v1/users?ids=1," + ALICE)) {
            RawClient.Answer answer = get(path);
            assertError(answer, 503, "presence_unavailable");
            assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
        }
        assertThat(get(ALICE_PATH).status()).isEqualTo(200);
        assertThat(get("/v1/users?ids=" + ALICE).status()).isEqualTo(200);
        assertError(get("/v1/users/x"), 400, "invalid_user_id");
    }

    @Test
    void givenAStrangerThenEveryRequestCountsAndSaysHowManyAreLeft() throws IOException {
        String tag = get(ALICE_PATH).header("etag");
        List<String> paths = List.of(ALICE_PATH, "/v1/users/1", "/v1/users/x", "/v1/nowhere", "/v1/users?ids=1,2,3");
        for (int left = 19; left >= 0; left--) {
            String path = paths.get(left % paths.size());
            RawClient.Answer answer = ask("GET", path, STRANGER + "If-None-Match: " + tag + "\r\n");
            assertThat(answer.status()).isIn(304, 404, 400, 200);
            assertThat(answer.header("ratelimit-limit")).isEqualTo("20");
            assertThat(answer.header("ratelimit-remaining")).isEqualTo(String.valueOf(left));
            assertThat(answer.header("ratelimit-reset")).isEqualTo(left >= 10 ? "1" : "2");
        }

        RawClient.Answer refused = ask("GET", ALICE_PATH, STRANGER);
        assertError(refused, 429, "rate_limited");
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.header("ratelimit-limit")).isEqualTo("20");
        assertThat(refused.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(refused.header("ratelimit-reset")).isEqualTo("2");
        assertThat(limit.refused()).isEqualTo(1);
        assertError(ask("GET", "/v1/nowhere", STRANGER), 429, "rate_limited");
        assertThat(ask("OPTIONS", ALICE_PATH, STRANGER).status()).isEqualTo(204);
        assertThat(get(ALICE_PATH).status()).as("from this machine").isEqualTo(200);
    }

    @Test
    void givenARequestByATunnelOfThisMachineThenItIsAStrangers() throws IOException {
        assertThat(ask("GET", ALICE_PATH, LOCAL + "CF-Connecting-IP: 203.0.113.9\r\n")
                        .header("ratelimit-remaining"))
                .isEqualTo("19");
    }
}
