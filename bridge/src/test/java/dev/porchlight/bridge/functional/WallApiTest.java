package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.RawClient;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.bridge.tokens.Scope;
import dev.porchlight.bridge.tokens.TokenBook;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wall by HTTP, and what monitors see of it. */
@Simulated
class WallApiTest {

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel lounge = home.voiceChannel("lounge");
    private final SimUser alice = discord.user("alice");
    private final HttpClient http = HttpClient.newHttpClient();

    private TestBridge bridge;
    private String admin;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        admin = new TokenBook(data, InstantSource.system())
                .create(Set.of(Scope.ADMIN), "test", Optional.empty())
                .secret();
        bridge = TestBridge.startWithFile(discord, directory, """
                data.dir = %s
                gpio.provider = memory
                light.porch = gpio:17
                light.porch.when = voice
                relay.sign = gpio:27 active-low
                """.formatted(data));
        bridge.awaitReady();
    }

    @AfterEach
    void stop() {
        bridge.close();
        http.close();
    }

    private HttpResponse<String> post(String name, String token, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + bridge.port() + "/api/v1/wall/" + name);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Map<String, Object> output(String name) throws Exception {
        return JSON.std.mapFrom(bridge.get("/api/v1/wall/" + name).body());
    }

    private void awaitOn(String name, boolean on) throws Exception {
        Await.until(name + " on=" + on, () -> output(name).get("on").equals(on));
    }

    @Test
    void givenAWallThenItSaysEverythingOfEachOutput() throws Exception {
        home.join(alice, lounge);
        awaitOn("light.porch", true);
        Map<String, Object> porch = new LinkedHashMap<>();
        porch.put("name", "light.porch");
        porch.put("pin", 17);
        porch.put("on", true);
        porch.put("pattern", "solid");
        porch.put("wanted", true);
        porch.put("rule", "voice");
        porch.put("ruleOn", true);
        porch.put("stale", false);
        porch.put("by", "rule");
        porch.put("until", null);
        porch.put("degraded", null);
        Map<String, Object> sign = new LinkedHashMap<>(porch);
        sign.putAll(Map.of("name", "relay.sign", "pin", 27, "on", false, "wanted", false, "ruleOn", false));
        sign.put("rule", null);

        assertThat(JSON.std.mapFrom(bridge.get("/api/v1/wall").body()))
                .isEqualTo(Map.of("provider", "memory", "outputs", List.of(porch, sign)));
        assertThat(output("light.porch")).isEqualTo(porch);
    }

    @Test
    void givenAPostWithATimeThenItHoldsWhateverTheRuleDoes() throws Exception {
        HttpResponse<String> answer = post("light.porch", admin, "{\"on\":true,\"for\":\"10m\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, Object> said = JSON.std.mapFrom(answer.body());
        assertThat(said)
                .containsEntry("name", "light.porch")
                .containsEntry("wanted", true)
                .containsEntry("by", "hand");
        assertThat(Duration.between(Instant.now(), Instant.parse((String) said.get("until"))))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        awaitOn("light.porch", true);
        home.join(alice, lounge);
        bridge.awaitVoiceUsers(1);
        home.leave(alice);
        bridge.awaitVoiceUsers(0);
        assertThat(output("light.porch")).containsEntry("on", true).containsEntry("by", "hand");
    }

    @Test
    void givenAPostWithoutATimeThenTheRulesNextChangeEndsIt() throws Exception {
        assertThat(post("light.porch", admin, "{\"on\":true}").statusCode()).isEqualTo(200);
        awaitOn("light.porch", true);
        home.join(alice, lounge);
        Await.until(
                "the rule decides again", () -> output("light.porch").get("by").equals("rule"));
        home.leave(alice);
        awaitOn("light.porch", false);
    }

    @Test
    void givenNoTokenOrAWrongOneThenNothingIsSwitched() throws Exception {
        assertThat(post("relay.sign", "", "{\"on\":true}").statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = post("relay.sign", "not-the-token", "{\"on\":true}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).startsWith("{\"error\":{\"code\":\"").doesNotContain("not-the-token");
        assertThat(post("no.such", "", "{}").statusCode()).isEqualTo(401); // not even whether it exists
        assertThat(output("relay.sign")).containsEntry("wanted", false);
    }

    @Test
    void givenAnUnknownNameThenTheAnswerHasTheNames() throws Exception {
        HttpResponse<String> answer = post("relay.sgin", admin, "{\"on\":true}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"no_such_output\",\"message\":\"There is no such output; there are"
                        + " light.porch, relay.sign\"}}\n");
        assertThat(bridge.get("/api/v1/wall/relay.sgin").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The body is a JSON object",
                "on|The body is a JSON object",
                "[true]|The body is a JSON object",
                "null|The body is a JSON object",
                "{\"on\":true}{\"on\":false}|The body is a JSON object",
                "{\"on\":true} off|The body is a JSON object",
                "{\"on\":false,\"on\":true}|The body is a JSON object",
                "{}|The field on is needed",
                "{\"on\":\"true\"}|The field on is needed",
                "{\"on\":true,\"For\":\"10m\"}|takes the fields on and for",
                "{\"on\":true,\"for\":600}|The field for is a time such as 30s, 10m or 1h",
                "{\"on\":true,\"for\":\"ever\"}|The field for is a time such as 30s, 10m or 1h",
                "{\"on\":true,\"for\":\"0s\"}|The field for is a time such as 30s, 10m or 1h, from 1s to 720h"
            })
    void givenABadBodyThenTheAnswerSaysWhatIsWrongAndNothingIsSwitched(String body, String sentence) throws Exception {
        HttpResponse<String> answer = post("relay.sign", admin, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        Map<?, ?> error = (Map<?, ?>) JSON.std.mapFrom(answer.body()).get("error");
        assertThat(error.get("message")).asString().contains(sentence);
        assertThat(output("relay.sign")).containsEntry("wanted", false);
    }

    @Test
    void givenALongBodyThenItIsRefusedUnread() throws Exception {
        assertThat(post("relay.sign", admin, " ".repeat(1025)).statusCode()).isEqualTo(413);
    }

    /** A tunnel on this machine makes every visitor a loopback peer; a page elsewhere may call itself 127.0.0.1. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, x-nothing, 200",
        "localhost:8080, x-nothing, 200",
        "[::1]:8080, x-nothing, 200",
        "evil.example, x-nothing, 401",
        "127.0.0.1.evil.example, x-nothing, 401",
        "127.0.0.1, X-Forwarded-For, 401",
        "127.0.0.1, X-Forwarded-Proto, 401",
        "127.0.0.1, Forwarded, 401",
        "127.0.0.1, CF-Connecting-IP, 401",
        "127.0.0.1, cf-ray, 401"
    })
    void givenALookFromThisMachineThenItNeedsNoTokenUnlessSomethingStandsBetween(String host, String header, int status)
            throws Exception {
        try (RawClient client = new RawClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()))) {
            client.send("GET /api/v1/wall HTTP/1.1\r\nHost: " + host + "\r\n" + header + ": 192.0.2.1\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void givenATokenThenWhoIsElsewhereMayLookToo() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + bridge.port() + "/api/v1/wall");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("X-Forwarded-For", "192.0.2.1");
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
        request.header("Authorization", "Bearer " + admin);
        assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void givenAWallThenMetricsHaveAGaugeAnOutputAndHealthTellsOfTheHardware() throws Exception {
        home.join(alice, lounge);
        awaitOn("light.porch", true);
        assertThat(bridge.get("/metrics").body())
                .contains("porchlight_output{name=\"light.porch\"} 1.0", "porchlight_output{name=\"relay.sign\"} 0.0");
        assertThat(bridge.health()).containsEntry("hardware", "memory").doesNotContainKey("hardwareProblems");
    }
}
