package dev.porchlight.bridge.lanyard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.guilds.People;
import dev.porchlight.bridge.guilds.TestPeople;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanyard's REST API over a real door, status, code and body. */
class LanyardApiTest {

    private static final long ALICE = 94490510688792576L;
    private static final long BOB = 156114103033790464L;
    private static final String USER = "/lanyard/v1/users/" + ALICE;
    private static final int KV_BYTES = 512 * 1024;

    @TempDir
    Path data;

    private LanyardRoom room;
    private String key;

    @BeforeEach
    void open() throws Exception {
        room = open(KV_BYTES);
        key = room.apiKey(ALICE);
    }

    private LanyardRoom open(int kvBytes) throws IOException {
        LanyardRoom opened = new LanyardRoom(data, kvBytes, "http://127.0.0.1:1");
        opened.online(ALICE, "alice");
        opened.online(BOB, "bob");
        return opened;
    }

    @AfterEach
    void close() {
        room.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> put(String name, String value) throws Exception {
        return room.ask("PUT", USER + "/kv/" + name, key, utf8(value));
    }

    private HttpResponse<String> patch(String body) throws Exception {
        return room.ask("PATCH", USER + "/kv", key, utf8(body));
    }

    private Map<?, ?> kv(long user) throws Exception {
        Map<String, Object> body =
                JSON.std.mapFrom(room.get("/lanyard/v1/users/" + user).body());
        return (Map<?, ?>) ((Map<?, ?>) body.get("data")).get("kv");
    }

    private static void assertError(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        Map<String, Object> body = JSON.std.mapFrom(answer.body());
        assertThat(body).containsOnlyKeys("success", "error").containsEntry("success", false);
        Map<?, ?> error = (Map<?, ?>) body.get("error");
        assertThat(error.keySet().stream().map(String::valueOf)).containsExactlyInAnyOrder("code", "message");
        assertThat(error.get("code")).isEqualTo(code);
        assertThat(error.get("message")).asString().isNotBlank();
        assertOpen(answer);
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertOpen(answer);
    }

    private static void assertOpen(HttpResponse<?> answer) {
        assertThat(answer.headers().allValues("access-control-allow-origin")).containsExactly("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lanyard", ""})
    void givenSomebodyThenTheirDocumentIsInTheEnvelope(String prefix) throws Exception {
        HttpResponse<String> answer = room.get(prefix + "/v1/users/" + ALICE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        assertOpen(answer);
        assertThat(answer.body())
                .isEqualTo("{\"success\":true,\"data\":"
                        + new String(room.lanyard.document(room.people.find(ALICE)), StandardCharsets.UTF_8) + "}");
        assertThat(JSON.std.mapFrom(answer.body())).containsOnlyKeys("success", "data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "abc", "94490510688792576x", "094490510688792576", "+94490510688792576", "%40you", "-1"})
    void givenAnyOtherIdThenNobodyIsMonitored(String id) throws Exception {
        HttpResponse<String> answer = room.get("/lanyard/v1/users/" + id);
        assertError(answer, 404, "user_not_monitored");
        assertThat(answer.body()).contains("User is not being monitored by Lanyard");
    }

    @Test
    void givenNoPresencesThenItIsSaidSoAndNotThatNobodyIsThere() throws Exception {
        TestPeople.become(room.people, People.State.STARTING);
        HttpResponse<String> starting = room.get("/lanyard/v1/users/1");
        assertError(starting, 503, "presence_unavailable");
        assertThat(starting.headers().firstValue("retry-after")).contains("1");
        assertThat(room.get(USER).statusCode()).isEqualTo(200); // who is known is known
        TestPeople.become(room.people, People.State.UNAVAILABLE);
        HttpResponse<String> unavailable = room.get("/lanyard/v1/users/1");
        assertError(unavailable, 503, "presence_unavailable");
        assertThat(unavailable.headers().firstValue("retry-after")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /lanyard/v1/users",
        "GET, /lanyard/v1/users/",
        "GET, /lanyard/v1/presence/1",
        "GET, /lanyard/v1/users/94490510688792576/kv",
        "GET, /lanyard/v1/users/94490510688792576/kv/a",
        "GET, /lanyard/v2/users/94490510688792576",
        "POST, /lanyard/v1/users/94490510688792576",
        "PUT, /lanyard/v1/users/94490510688792576/kv",
        "PUT, /lanyard/v1/users/94490510688792576/kv/a/b",
        "PATCH, /lanyard/v1/users/94490510688792576/kv/a",
        "DELETE, /lanyard/v1/users/94490510688792576/kv",
        "GET, /lanyard/94490510688792576.svg",
        "GET, /lanyard/94490510688792576",
        "GET, /v1/nothing",
        "GET, /nothing"
    })
    void givenNoRouteThenNotFound(String method, String path) throws Exception {
        assertError(room.ask(method, path, key, new byte[0]), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lanyard", "/lanyard/", "/"})
    void givenTheRootThenItTellsWhatItIs(String path) throws Exception {
        HttpResponse<String> answer = room.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> body = JSON.std.mapFrom(answer.body());
        assertThat(body).containsOnlyKeys("success", "data").containsEntry("success", true);
        Map<?, ?> info = (Map<?, ?>) body.get("data");
        assertThat(info.get("info")).asString().isNotBlank();
        assertThat(info.get("monitored_user_count")).isEqualTo(2);
        assertThat(info.get("discord_invite")).isEqualTo("https://discord.gg/porch");
        assertThat(info).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lanyard/discord", "/discord"})
    void givenTheInviteThenItIsARedirect(String path) throws Exception {
        HttpResponse<String> answer = room.get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).contains("https://discord.gg/porch");
    }

    @Test
    void givenAPreflightThenEverythingIsAllowedForTenMinutes() throws Exception {
        HttpResponse<String> answer = room.ask("OPTIONS", USER + "/kv/a", "", new byte[0]);
        assertDone(answer);
        assertThat(answer.headers().firstValue("access-control-allow-methods"))
                .contains("GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS");
        assertThat(answer.headers().firstValue("access-control-allow-headers")).contains("Authorization, Content-Type");
        assertThat(answer.headers().firstValue("access-control-max-age")).contains("600");
    }

    @Test
    void givenAPutThenThePairIsInTheDocumentAndTheSocketIsTold() throws Exception {
        assertDone(put("location", "Zürich \uD83C\uDFE0 \"<&>"));
        assertThat(kv(ALICE)).isEqualTo(Map.of("location", "Zürich \uD83C\uDFE0 \"<&>"));
        assertThat(kv(BOB)).isEqualTo(Map.of());
        assertDone(put("location", ""));
        assertThat(kv(ALICE)).isEqualTo(Map.of("location", ""));
        assertThat(room.changed).containsExactly(ALICE, ALICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lanyard", ""})
    void givenMeThenItIsWhoseKeyItIs(String prefix) throws Exception {
        assertDone(room.ask("PUT", prefix + "/v1/users/@me/kv/a", key, utf8("1")));
        assertDone(room.ask("PATCH", prefix + "/v1/users/@me/kv", key, utf8("{\"b\":\"2\"}")));
        HttpResponse<String> me = room.ask("GET", prefix + "/v1/users/@me", key, new byte[0]);
        assertThat(me.body()).isEqualTo(room.get(USER).body()).contains("\"kv\":{\"a\":\"1\",\"b\":\"2\"}");
        assertDone(room.ask("DELETE", prefix + "/v1/users/@me/kv/a", key, new byte[0]));
        assertThat(kv(ALICE)).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void givenAPatchThenItIsMergedInOneStep() throws Exception {
        assertDone(patch("{\"a\":\"1\",\"b\":\"2\"}"));
        assertDone(patch("{\"b\":\"3\",\"c\":\"4\"}"));
        assertDone(patch("{}"));
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertError(patch("{\"a\":\"9\",\"not-a-key\":\"9\"}"), 404, "kv_validation_failed");
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertThat(room.changed).containsExactly(ALICE, ALICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"a\"",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":[\"b\"]}",
                "{\"a\":\"1\"",
                "null"
            })
    void givenAPatchThatIsNoObjectOfTextsThenItIsAnInvalidValue(String body) throws Exception {
        assertError(patch(body), 404, "invalid_kv_value");
        assertThat(kv(ALICE)).isEqualTo(Map.of());
    }

    @Test
    void givenBytesThatAreNoTextThenTheyAreAnInvalidValue() throws Exception {
        assertError(
                room.ask("PUT", USER + "/kv/a", key, new byte[] {(byte) 0xC3, (byte) 0x28}), 404, "invalid_kv_value");
        assertError(patch("{\"a\":\"\\ud83c\"}"), 404, "invalid_kv_value"); // half a character
        assertThat(kv(ALICE)).isEqualTo(Map.of());
    }

    @Test
    void givenADeleteThenThePairIsGoneAndOneThatIsNotThereIsNoMistake() throws Exception {
        assertDone(put("a", "1"));
        assertDone(room.ask("DELETE", USER + "/kv/a", key, new byte[0]));
        assertThat(kv(ALICE)).isEqualTo(Map.of());
        assertDone(room.ask("DELETE", USER + "/kv/a", key, new byte[0]));
        assertThat(room.changed).containsExactly(ALICE, ALICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-a-key", "a.b", "a%20b", "%C3%A4", "a%3Ab"})
    void givenAKeyOfOtherCharactersThenItIsRefused(String name) throws Exception {
        assertError(put(name, "1"), 404, "kv_validation_failed");
    }

    @Test
    void givenAKeyOf255CharactersThenItGoesAndOneMoreDoesNot() throws Exception {
        String longest = "aZ0_".repeat(64).substring(0, 255);
        assertDone(put(longest, "1"));
        assertError(put(longest + "a", "1"), 404, "kv_validation_failed");
        assertThat(kv(ALICE)).isEqualTo(Map.of(longest, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä", "\uD83C\uDFE0"})
    void givenAValueOf30000CharactersThenItGoesAndOneMoreDoesNot(String character) throws Exception {
        String longest = character.repeat(30_000);
        assertDone(put("a", longest));
        assertError(put("a", longest + "x"), 404, "kv_validation_failed");
        assertError(patch("{\"a\":\"" + longest + "x\"}"), 404, "kv_validation_failed");
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", longest));
    }

    @Test
    void given512KeysThenTheyGoAndOneMoreDoesNot() throws Exception {
        String all = IntStream.range(0, 512)
                .mapToObj(i -> "\"k" + i + "\":\"" + i + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertDone(patch(all));
        assertThat(kv(ALICE)).hasSize(512);
        assertError(put("more", "1"), 404, "kv_validation_failed");
        assertError(patch("{\"k1\":\"new\",\"more\":\"1\"}"), 404, "kv_validation_failed");
        assertDone(put("k1", "new")); // no more than there were
        assertDone(room.ask("DELETE", USER + "/kv/k2", key, new byte[0]));
        assertDone(put("more", "1"));
        assertThat(kv(ALICE)).hasSize(512);
    }

    @Test
    void givenMoreThanAllPairsMayHaveTogetherThenTheLastIsRefused() throws Exception {
        room.close();
        room = open(1_024);
        assertDone(put("a", "x".repeat(1_000)));
        assertError(put("b", "x".repeat(100)), 404, "kv_validation_failed");
        assertDone(put("b", "x"));
    }

    @Test
    void givenABodyOverAMebibyteThenItIsRefusedInLanyardsShape() throws Exception {
        assertError(patch(" ".repeat(1024 * 1024 + 1)), 413, "body_too_large");
    }

    @Test
    void givenNoKeyOrAnothersThenThereIsNoPermissionAndNothingIsChanged() throws Exception {
        String bobs = room.apiKey(BOB);
        for (String wrong : List.of("", "nonsense", "Bearer " + key, key + "0", "lnyd_" + "0".repeat(32), bobs)) {
            assertError(room.ask("PUT", USER + "/kv/a", wrong, utf8("1")), 401, "no_permission");
            assertError(room.ask("PATCH", USER + "/kv", wrong, utf8("{\"a\":\"1\"}")), 401, "no_permission");
            assertError(room.ask("DELETE", USER + "/kv/a", wrong, new byte[0]), 401, "no_permission");
        }
        assertError(room.ask("GET", "/lanyard/v1/users/@me", "", new byte[0]), 401, "no_permission");
        assertError(room.ask("PUT", "/lanyard/v1/users/@me/kv/a", "", utf8("1")), 401, "no_permission");
        assertThat(kv(ALICE)).isEqualTo(Map.of());
    }

    @Test
    void givenANewKeyThenTheOldOneIsGoodForNothing() throws Exception {
        String second = room.apiKey(ALICE);
        assertThat(second).isNotEqualTo(key).matches("lnyd_[0-9a-f]{32}");
        assertError(put("a", "1"), 401, "no_permission");
        assertDone(room.ask("PUT", USER + "/kv/a", second, utf8("1")));
    }

    @Test
    void givenAValueWithOnesOwnKeyThenItIsNotPublished() throws Exception {
        assertError(put("a", "my key is " + key + "!"), 404, "kv_validation_failed");
        assertThat(kv(ALICE)).isEqualTo(Map.of());
        assertDone(put("a", "lnyd_" + "0".repeat(32))); // nobody's
    }

    @Test
    void givenSomebodyWhoIsNotMonitoredAnyMoreThenTheirKeyChangesNothing() throws Exception {
        assertDone(put("a", "1"));
        TestPeople.gone(room.people, ALICE);
        assertError(put("a", "2"), 404, "user_not_monitored");
        assertError(room.ask("GET", "/lanyard/v1/users/@me", key, new byte[0]), 404, "user_not_monitored");
        assertError(room.get(USER), 404, "user_not_monitored");
        room.online(ALICE, "alice");
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void givenARestartThenPairsAndKeysAreAsTheyWere() throws Exception {
        assertDone(put("a", "1"));
        room.close();
        room = open(KV_BYTES);
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", "1"));
        assertDone(put("b", "2"));
        assertThat(kv(ALICE)).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void givenAKeyThenItIsNowhereInTheFile() throws Exception {
        room.close();
        try (var files = Files.list(data)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(key)
                        .doesNotContain(key.substring(5));
            }
        }
        room = open(KV_BYTES);
    }

    @Test
    void givenManyWritersThenNoPairIsLost() throws Exception {
        Map<String, String> expected = new HashMap<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String name = "k" + i;
                expected.put(name, "v");
                Callable<HttpResponse<String>> write =
                        answers.size() % 2 == 0 ? () -> put(name, "v") : () -> patch("{\"" + name + "\":\"v\"}");
                answers.add(writers.submit(write));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                assertDone(answer.get());
            }
        }
        assertThat(kv(ALICE)).isEqualTo(expected);
        room.close();
        room = open(KV_BYTES);
        assertThat(kv(ALICE)).isEqualTo(expected);
    }

    @Test
    void givenAHeadThenThereIsNoBody() throws Exception {
        HttpResponse<String> answer = room.ask("HEAD", USER, "", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
