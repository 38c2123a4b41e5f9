package dev.porchlight.sim.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status codes and error bodies that JDA never shows. */
class RestErrorsTest {
    private SimDiscord discord;
    private SimGuild home;
    private SimChannel talk;
    private SimUser alice;
    private TestRest rest;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        talk = home.textChannel("talk");
        alice = discord.user("alice");
        home.addMember(alice);
        rest = new TestRest(discord);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    /** {@code G}, {@code C}, {@code M}, {@code U}, {@code S} and {@code A}: ids of guild, channel, message, member, stranger, bot. */
    private String path(String pattern) {
        SimMessage said = talk.say(alice, "hello");
        return pattern.replace("G", "" + home.id())
                .replace("C", "" + talk.id())
                .replace("M", "" + said.id())
                .replace("U", "" + alice.id())
                .replace("S", "" + discord.user("stranger").id())
                .replace("A", "" + discord.bot().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | guilds/1                               |      | 404 | 10004",
                "GET    | channels/1                             |      | 404 | 10003",
                "GET    | channels/C/messages/1                  |      | 404 | 10008",
                "GET    | users/1                                |      | 404 | 10013",
                "GET    | guilds/G/members/1                     |      | 404 | 10013",
                "GET    | guilds/G/members/S                     |      | 404 | 10007",
                "GET    | guilds/G/roles/1                       |      | 404 | 10011",
                "GET    | guilds/G/bans/U                        |      | 404 | 10026",
                "DELETE | guilds/G/bans/U                        |      | 404 | 10026",
                "GET    | guilds/G/voice-states/U                |      | 404 | 10065",
                "GET    | guilds/G/emojis/1                      |      | 404 | 10014",
                "PUT    | channels/C/messages/M/reactions/x:1/@me|      | 404 | 10014",
                "PUT    | channels/C/messages/M/reactions/abc/@me|      | 404 | 10014",
                "DELETE | channels/C/permissions/1               |      | 404 | 10009",
                "GET    | applications/A/commands/1              |      | 404 | 10063",
                "GET    | applications/A/guilds/G/commands/1/permissions | | 404 | 10066",
                "GET    | applications/1/commands                |      | 403 | 20012",
                "GET    | applications/A/guilds/1/commands       |      | 403 | 50001",
                "PUT    | applications/A/guilds/G/commands/1/permissions | {} | 403 | 20001",
                "PATCH  | channels/C/messages/M                  | {\"content\":\"x\"} | 403 | 50005",
                "POST   | channels/C/messages                    | {}   | 400 | 50006",
                "POST   | channels/C/messages                    | {x   | 400 | 50109",
                "POST   | channels/C/messages                    | []   | 400 | 50035",
                "POST   | channels/C/messages/bulk-delete        | {\"messages\":[\"1\"]} | 400 | 50016",
                "POST   | channels/C/messages/bulk-delete        | {\"messages\":[\"1\",\"2\"]} | 400 | 50034",
                "GET    | channels/x                             |      | 400 | 50035",
                "GET    | channels/C/messages?limit=101          |      | 400 | 50035",
                "GET    | guilds/G/members?limit=0               |      | 400 | 50035",
                "PATCH  | guilds/G/members/U                     | {\"mute\":true} | 400 | 40032",
                "POST   | users/@me/channels                     | {\"recipient_id\":\"A\"} | 400 | 50007",
                "DELETE | guilds/G/roles/G                       |      | 400 | 50028",
                "POST   | channels/C/messages/M/crosspost        | {}   | 400 | 50024",
                "PUT    | channels/C/thread-members/@me          |      | 400 | 50024",
                "PUT    | users/@me                              | {}   | 405 | 0",
                "GET    | channels/C/nonsense                    |      | 404 | 0"
            })
    void eachMistakeHasItsStatusAndItsCode(String method, String pattern, String body, int status, int code)
            throws Exception {
        TestRest.Answer answer =
                rest.send(method, path(pattern), body == null ? "" : path(body).strip());
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.object().get("message")).asString().isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | channels/C/messages | {\"content\":7} | content | STRING_TYPE_CONVERT",
                "POST | channels/C/messages | {\"content\":\"x\",\"message_reference\":{\"message_id\":\"1\"}} | message_reference | REPLIES_UNKNOWN_MESSAGE",
                "POST | guilds/G/channels | {} | name | BASE_TYPE_REQUIRED",
                "POST | guilds/G/channels | {\"name\":\"x\",\"type\":11} | type | BASE_TYPE_CHOICES",
                "POST | applications/A/commands | {\"name\":\"Big\",\"description\":\"x\"} | name | APPLICATION_COMMAND_INVALID_NAME",
                "POST | applications/A/commands | {\"name\":\"x\"} | description | BASE_TYPE_REQUIRED",
                "PUT  | applications/A/commands | [{\"name\":\"x\",\"description\":\"\"}] | 0.description | BASE_TYPE_BAD_LENGTH",
                "PUT  | applications/A/commands | [{\"name\":\"x\",\"description\":\"x\"},{\"name\":\"x\",\"description\":\"x\"}] | 1.name | APPLICATION_COMMANDS_DUPLICATE_NAME",
                "POST | applications/A/commands | {\"name\":\"x\",\"description\":\"x\",\"options\":[{\"type\":12,\"name\":\"x\"}]} | options.0.type | BASE_TYPE_CHOICES",
            })
    void anInvalidFormBodyNamesTheField(String method, String pattern, String body, String field, String error)
            throws Exception {
        TestRest.Answer answer = rest.send(method, path(pattern), body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.object())
                .containsEntry("message", "Invalid Form Body")
                .containsEntry("code", 50_035);
        assertThat(answer.errorAt(field.split("\\.", -1))).isEqualTo(error);
    }

    @Test
    void aMessageOfMoreThan2000CharactersIsRefused() throws Exception {
        String path = "channels/" + talk.id() + "/messages";
        assertThat(rest.send("POST", path, "{\"content\":\"" + "x".repeat(2_000) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(rest.send("POST", path, "{\"content\":\"" + "x".repeat(2_001) + "\"}")
                        .errorAt("content"))
                .isEqualTo("BASE_TYPE_MAX_LENGTH");
    }

    private TestRest.Answer upload(int bytes, boolean chunked) throws Exception {
        String parts = """
                --b
                Content-Disposition: form-data; name="payload_json"
                Content-Type: application/json

                {"content":"file"}
                --b
                Content-Disposition: form-data; name="files[0]"; filename="f.bin"

                """;
        byte[] head = parts.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(head, head.length + bytes + tail.length);
        System.arraycopy(tail, 0, body, head.length + bytes, tail.length);
        Supplier<InputStream> stream = () -> new ByteArrayInputStream(body);
        return rest.send(
                "POST",
                "channels/" + talk.id() + "/messages",
                "multipart/form-data; boundary=b",
                chunked
                        ? HttpRequest.BodyPublishers.ofInputStream(stream)
                        : HttpRequest.BodyPublishers.ofByteArray(body));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aFileOfTenMebibytesPassesAndOneByteMoreIsTooMuch(boolean chunked) throws Exception {
        TestRest.Answer ok = upload(10 * 1024 * 1024, chunked);
        assertThat(ok.status()).isEqualTo(200);
        assertThat(Json.asObjects(ok.object().get("attachments")).getFirst())
                .containsEntry("size", 10 * 1024 * 1024)
                .containsEntry("filename", "f.bin");
        for (int bytes : List.of(10 * 1024 * 1024 + 1, 26 * 1024 * 1024)) {
            TestRest.Answer tooMuch = upload(bytes, chunked);
            assertThat(tooMuch.status()).isEqualTo(413);
            assertThat(tooMuch.object())
                    .containsEntry("message", "Request entity too large")
                    .containsEntry("code", 40_005);
        }
        assertThat(talk.messages()).hasSize(1);
    }

    @Test
    void requestsAreNotedWithQueryBodyReasonAndStatus() throws Exception {
        rest.send("POST", "channels/" + talk.id() + "/messages?x=a%20b", "{\"content\":\"hi\"}");
        RestCall call = discord.restCalls().getLast();
        assertThat(call.path()).isEqualTo("channels/" + talk.id() + "/messages");
        assertThat(call.query()).containsEntry("x", "a b");
        assertThat(Json.asObject(call.body())).containsEntry("content", "hi");
        assertThat(call.auditLogReason()).isEqualTo("by the test");
        assertThat(call.status()).isEqualTo(200);
        for (int i = 0; i < 300; i++) {
            rest.get("gateway");
        }
        assertThat(discord.restCalls()).hasSize(256);
    }

    @Test
    void requestsWithLongBodiesAreForgottenSooner() throws Exception {
        String long1 = "{\"content\":\"" + "x".repeat(1024 * 1024 - 100) + "\"}";
        for (int i = 0; i < 12; i++) {
            rest.send("POST", "channels/" + talk.id() + "/messages", long1);
        }
        assertThat(discord.restCalls()).hasSize(8);
        assertThat(discord.restCalls().getLast().status()).isEqualTo(400);
    }

    @Test
    void whatWritesNothingBackIs204AndWhatMakesSomethingIs201() throws Exception {
        assertThat(rest.send("POST", path("channels/C/typing"), "").status()).isEqualTo(204);
        assertThat(rest.send("DELETE", path("channels/C/messages/M"), "").status())
                .isEqualTo(204);
        assertThat(rest.send("POST", path("guilds/G/channels"), "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(201);
        assertThat(rest.send("POST", path("channels/C/messages/M/threads"), "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(201);
        String command = "{\"name\":\"x\",\"description\":\"x\"}";
        assertThat(rest.send("POST", path("applications/A/commands"), command).status())
                .isEqualTo(201);
        assertThat(rest.send("POST", path("applications/A/commands"), command).status())
                .isEqualTo(200);
    }

    @Test
    void membersAreListedByIdAndSearchedByName() throws Exception {
        home.addMembers("m", 5);
        String members = "guilds/" + home.id() + "/members";
        assertThat(rest.get(members + "?limit=1000").objects()).hasSize(7);
        assertThat(rest.get(members + "?limit=2&after=" + discord.user("m4").id())
                        .objects())
                .extracting(member -> Json.asObject(member.get("user")).get("username"))
                .containsExactly("m5");
        assertThat(rest.get(members + "/search?query=AL&limit=5").objects())
                .extracting(member -> Json.asObject(member.get("user")).get("username"))
                .containsExactly("alice");
    }

    @Test
    void theApplicationSaysWhichIntentsItWasGranted() throws Exception {
        int limited = 1 << 13 | 1 << 15 | 1 << 19;
        assertThat(rest.get("applications/@me").object()).containsEntry("flags", limited);
        try (SimDiscord plain = SimDiscord.start()) {
            assertThat(new TestRest(plain).get("oauth2/applications/@me").object())
                    .containsEntry("flags", 0);
        }
    }

    @Test
    void whoeverHasNoMoreAccessIsRefusedTheChannel() throws Exception {
        talk.hide();
        TestRest.Answer answer = rest.get("channels/" + talk.id() + "/messages");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(50_001);
    }
}
