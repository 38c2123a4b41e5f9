package dev.porchlight.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.JsonObject;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimMember;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlServerTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SimDiscord discord;
    private Boards boards;
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.start();
        boards = new Boards("ws://127.0.0.1:1/ws", "token");
        Stage stage = Stage.of(discord, boards, s -> {
            SimGuild home = s.discord().guild("Home");
            home.voiceChannel("lounge");
            home.voiceChannel("study");
            s.discord().user("alice");
        });
        server = ControlServer.start(stage, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        boards.close();
        discord.close();
    }

    private record Answer(int status, Map<String, Object> body) {
        String error() {
            return String.valueOf(((Map<?, ?>) body.get("error")).get("message"));
        }

        String code() {
            return String.valueOf(((Map<?, ?>) body.get("error")).get("code"));
        }

        Object at(String... path) {
            Object value = body;
            for (String name : path) {
                value = ((Map<?, ?>) value).get(name);
            }
            return value;
        }
    }

    private Answer ask(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return new Answer(response.statusCode(), JSON.std.mapFrom(response.body()));
    }

    private Answer post(String path, String body) throws Exception {
        return ask("POST", path, body);
    }

    @Test
    void namesAddressThingsAndIdsComeBack() throws Exception {
        Answer answer = post("/guilds/Home/voice/join", "{\"user\":\"alice\",\"channel\":\"lounge\"}");
        assertThat(answer.status()).isEqualTo(200);
        SimGuild home = discord.guild("Home");
        assertThat(home.channelOf(discord.user("alice"))).hasValue(home.voiceChannel("lounge"));
        assertThat(answer.at("guild", "id")).isEqualTo("" + home.id());
        assertThat(answer.at("channel", "id"))
                .isEqualTo("" + home.voiceChannel("lounge").id());
        assertThat(answer.at("user", "id")).isEqualTo("" + discord.user("alice").id());
    }

    @Test
    void whatABotDidToAMemberCanBeSeen() throws Exception {
        assertThat(ask("GET", "/users/alice", "").at("member_of")).isEqualTo(List.of());
        post("/guilds/Home/members/add", "{\"user\":\"alice\"}");
        post("/guilds/Home/members/role", "{\"user\":\"alice\",\"role\":\"dj\"}");
        assertThat(ask("GET", "/users/alice", "").at("member_of"))
                .isEqualTo(List.of(JsonObject.of("guild", "Home", "nick", null, "roles", List.of("dj"))));
    }

    @Test
    void whoIsNoMemberIsToldHowToBecomeOne() {
        SimMember alice = discord.guild("Home").member(discord.user("alice"));
        discord.guild("Home").removeMember(discord.user("alice"));
        assertThatThrownBy(alice::nick).hasMessageContaining("make a member first: addMember, members/add");
    }

    /** The distance between two words takes memory by the product of their lengths. */
    @Test
    void aVeryLongPathIsOnlyUnknown() throws Exception {
        Answer answer = ask("GET", "/guilds/" + "x".repeat(100_000) + "/nothing", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("unknown_action");
    }

    @Test
    void theListSaysEveryActionWithItsArguments() throws Exception {
        Answer list = ask("GET", "", "");
        List<?> actions = (List<?>) list.body().get("actions");
        assertThat(actions).hasSameSizeAs(Actions.all());
        assertThat(actions)
                .filteredOn(action -> ((Map<?, ?>) action).get("path").equals("await/identifies"))
                .singleElement()
                .asString()
                .contains("name=count, in=body, is=a whole number, required=true", "otherwise=5s")
                .contains("expect <count> identifies within <within>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /guilds/Home/voice/joim | {} | 404 | did you mean POST guilds/{guild}/voice/join?",
                "GET | /guilds/Home/voice/join | {} | 405 | use POST",
                "POST | /guilds/Hoem/voice/leave | {\"user\":\"alice\"} | 404 | There is no guild Hoem; did you mean Home?",
                "POST | /guilds/Home/voice/leave | {\"user\":\"alcie\"} | 404 | no user alcie; did you mean alice?",
                "POST | /guilds/Home/voice/join | {\"user\":\"alice\",\"chanel\":\"lounge\"} | 400 | \"chanel\" is no argument",
                "POST | /guilds/Home/voice/join | {\"user\":\"alice\",\"chanel\":\"lounge\"} | 400 | \"channel\" is missing: the name of a channel",
                "POST | /gateway/latency | {\"delay\":\"soon\"} | 400 | \"delay\" is \"soon\"; it has to be a duration like 500ms",
                "POST | /access/grant | {\"intent\":\"membres\"} | 400 | did you mean members?",
                "POST | /guilds/Home/voice/mute | {\"user\":\"alice\"} | 400 | alice is not in voice in Home",
                "POST | /guilds/Home/members/add-many | {\"count\":999999999} | 400 | 999999999 is more than 100000 at a time",
                "POST | /users | {\"user\":\"zoe\",\"quietly\":\"yes\"} | 400 | \"quietly\" is \"yes\"; it has to be true or false",
                "POST | /rest/fail | {\"route\":\"users/@me\"} | 400 | is no route",
                "POST | /await/session | {\"within\":\"2m\"} | 400 | \"within\" is longer than 1m",
                "POST | /reset | [] | 400 | not one JSON object",
                "POST | /reset | { | 400 | not one JSON object"
            })
    void aMistakeIsAStatusAndASentence(String method, String path, String body, int status, String message)
            throws Exception {
        Answer answer = ask(method, path, body);
        assertThat(answer.error()).contains(message);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void whatDoesNotBecomeTrueIsA417ThatSaysWhatIs() throws Exception {
        Answer answer = post("/await/session", "{\"within\":\"10ms\"}");
        assertThat(answer.status()).isEqualTo(417);
        assertThat(answer.code()).isEqualTo("deadline_missed");
        assertThat(answer.error()).contains("no session within 10 ms", "nobody identified");
    }

    @Test
    void guildsChannelsAndPeopleAreMade() throws Exception {
        post("/guilds", "{\"guild\":\"Work Place\"}");
        post("/guilds/Work%20Place/channels", "{\"channel\":\"stage\",\"type\":\"stage\"}");
        post("/users", "{\"user\":\"robot\",\"bot\":true}");
        assertThat(post("/guilds/Work%20Place/voice/join", "{\"user\":\"robot\",\"channel\":\"stage\"}")
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET", "/guilds/Work%20Place", "").body().get("in_voice").toString())
                .isEqualTo("[{user=robot, channel=stage}]");
        assertThat(post("/users", "{\"user\":\"robot\"}").error()).contains("robot is a bot already");
    }

    @Test
    void quietlyTellsNobody() throws Exception {
        assertThat(post("/guilds/Home/voice/join", "{\"user\":\"alice\",\"channel\":\"lounge\",\"quietly\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(discord.guild("Home").inVoice()).hasSize(1);
        assertThat(post("/await/session", "{\"quietly\":true}").error()).contains("\"quietly\" is no argument");
    }

    @Test
    void anOutageOfDiscordDoesNotReachTheControlApi() throws Exception {
        post("/gateway/outage", "{\"on\":true}");
        post("/gateway/silent", "{\"on\":true}");
        assertThat(ask("GET", "/state", "").at("gateway", "sessions")).isEqualTo(0);
        assertThat(ask("GET", "/gateway", "").status()).isEqualTo(200);
    }

    @Test
    void boardsAreSwitchedOnSeenAndOff() throws Exception {
        assertThat(post("/boards", "{\"board\":\"lamp\",\"profile\":\"esp32\",\"watch\":\"study\"}")
                        .at("board", "profile"))
                .isEqualTo("ESP32");
        assertThat(post("/boards", "{\"board\":\"lamp\"}").error()).contains("there is a board lamp already");
        assertThat(ask("GET", "/boards/lamp", "").body()).containsEntry("lit", false);
        assertThat(post("/boards/lamp/await/lit", "{\"within\":\"10ms\"}").status())
                .isEqualTo(417);
        assertThat(post("/boards/lamp/await/stays", "{\"lit\":false,\"for\":\"10ms\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post("/boards", "{\"board\":\"both\",\"watch\":\"study\",\"rule\":\"voice\"}")
                        .error())
                .contains("watch or rule, not both");
        assertThat(post("/boards", "{\"board\":\"nobodys\",\"rule\":\"voice & muted:user:alcie\"}")
                        .error())
                .contains("no user alcie", "did you mean alice?");
        assertThat(post("/boards/lmap/off", "{}").error()).contains("did you mean lamp?");
        assertThat(post("/boards", "{\"board\":\"other\",\"url\":\"http://x\"}").error())
                .contains("board other");
    }

    @Test
    void aResetIsTheStart() throws Exception {
        post("/guilds", "{\"guild\":\"Work\"}");
        post("/boards", "{\"board\":\"lamp\"}");
        post("/access/revoke-token", "");
        assertThat(post("/reset", "").status()).isEqualTo(200);
        assertThat(discord.guilds()).extracting(SimGuild::name).containsExactly("Home");
        assertThat(boards.names()).isEmpty();
        assertThat(post("/guilds/Home/voice/join", "{\"user\":\"alice\",\"channel\":\"study\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void webPagesAreRefusedAndBodiesAreBounded() throws Exception {
        assertThat(ask("POST", "/reset", "", "Origin", "https://example.org").status())
                .isEqualTo(403);
        assertThat(post("/reset", " ".repeat(ControlServer.MAX_BODY_BYTES + 1)).status())
                .isEqualTo(413);
    }

    @Test
    void restRequestsTellAllThatRestCallsTell() throws Exception {
        String multipart = """
                --b\r
                Content-Disposition: form-data; name="files[0]"; filename="f.txt"\r
                Content-Type: text/plain\r
                \r
                hello\r
                --b--\r
                """;
        client.send(
                HttpRequest.newBuilder(URI.create(discord.apiUrl() + "channels/1/messages?x=y"))
                        .header("Authorization", "Bot " + discord.token())
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .header("X-Audit-Log-Reason", "by%20the%20test")
                        .POST(HttpRequest.BodyPublishers.ofString(multipart))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(discord.restCalls().getLast().files()).hasSize(1);
        assertThat(ask("GET", "/rest/requests", "").body().get("requests"))
                .isEqualTo(List.of(Map.of(
                        "method",
                        "POST",
                        "path",
                        "/channels/1/messages",
                        "query",
                        Map.of("x", "y"),
                        "body",
                        Map.of(),
                        "files",
                        List.of(Map.of("index", 0, "filename", "f.txt", "content_type", "text/plain", "size_bytes", 5)),
                        "audit_log_reason",
                        "by the test",
                        "status",
                        404)));
    }

    @Test
    void boardsAndCrowdsHaveABound() throws Exception {
        for (int i = 0; i < 1_024; i++) {
            boards.add("b" + i, "", "", "", "", "");
        }
        assertThat(post("/boards", "{\"board\":\"more\"}").error()).contains("1024");
        assertThat(post("/guilds/Home/members/add-many", "{\"count\":100001}").error())
                .contains("100000");
    }

    @Test
    void durationsOfMoreThanAYearAreRefused() throws Exception {
        assertThat(post("/gateway/latency", "{\"delay\":\"8784h\"}").status()).isEqualTo(200);
        assertThat(post("/gateway/latency", "{\"delay\":\"8785h\"}").status()).isEqualTo(400);
    }

    @Test
    void whatItTellsOfTheGatewayHasNoToken() throws Exception {
        assertThat(ask("GET", "/gateway", "").body())
                .containsEntry("identifies", 0)
                .containsKey("last_identify");
        assertThat(ask("GET", "/rest/requests", "").body()).containsKey("requests");
        assertThat(ask("GET", "/gateway/requests", "").body()).containsKey("requests");
        assertThat(ask("GET", "/users", "").body().get("users").toString()).contains("alice");
        assertThat(ask("GET", "/boards", "").body()).containsKey("boards");
    }
}
