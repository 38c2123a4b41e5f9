package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever opts out is at once in none of the places where they were, and does not come back to any. */
@Timeout(60)
class OptOutTest {

    private SimDiscord discord;
    private SimGuild home;
    private SimChannel talk;
    private SimChannel lounge;
    private SimUser alice;
    private SimUser bob;
    private String her;
    private TestBridge bridge;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        home = discord.guild("Home");
        talk = home.textChannel("talk");
        lounge = home.voiceChannel("lounge");
        alice = discord.user("alice");
        bob = discord.user("bob");
        her = Long.toUnsignedString(alice.id());
        home.addMember(bob);
        discord.guild("Club").addMember(alice);
        home.join(alice, lounge);
        alice.goOnline();
        alice.does(SimActivity.playing("Chess"));
        bridge = TestBridge.startWithFile(discord, directory, """
                data.dir = %s
                gpio.provider = memory
                devices.watch = voice:*, online:*, playing:*
                light.here.when = voice:user:%s
                light.here = gpio:17
                light.playing.when = playing:user:%s
                light.playing = gpio:18
                """.formatted(directory.resolve("data"), her, her));
        bridge.awaitReady();
        bridge.awaitPresence(alice.id(), "Chess");
        bridge.awaitVoiceUsers(1);
    }

    @AfterEach
    void stop() {
        bridge.close();
        discord.close();
    }

    private void say(String word) throws Exception {
        Await.until("the command", () -> talk.commands().offers(alice, "presence"));
        talk.commands().slash(alice, "presence " + word).awaitReply(Rig.DEADLINE);
    }

    private RawWebSocket socket(String path, String data) throws Exception {
        RawWebSocket socket =
                RawWebSocket.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()), path);
        socket.hear();
        socket.say("{\"op\":2,\"d\":" + data + "}");
        return socket;
    }

    private List<Object> lights() throws Exception {
        List<?> outputs =
                (List<?>) JSON.std.mapFrom(bridge.get("/api/v1/wall").body()).get("outputs");
        return List.copyOf(
                outputs.stream().map(each -> ((Map<?, ?>) each).get("on")).toList());
    }

    /** Every place that has people in it, and what it says of her. */
    private void assertNowhere() throws Exception {
        for (String path : List.of("/v1/users/" + her, "/lanyard/v1/users/" + her, "/lanyard/" + her + ".png")) {
            HttpResponse<String> answer = bridge.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("user_not_monitored").doesNotContain("alice");
        }
        assertThat(bridge.get("/v1/users?ids=" + her).body()).isEqualTo("{}\n");
        assertThat(bridge.get("/health").body()).contains("\"voiceUsers\":0").doesNotContain("\"voiceUsers\":1");
        assertThat(bridge.get("/metrics").body())
                .contains("\nporchlight_voice_users 0.0\n", "\nporchlight_output{name=\"light.here\"} 0.0\n")
                .doesNotContain(her, "alice");
        assertThat(lights()).containsExactly(false, false);
        try (RawWebSocket tether = socket("/socket", "{\"subscribe_to_ids\":[\"" + her + "\"]}");
                RawWebSocket all = socket("/lanyard/socket", "{\"subscribe_to_all\":true}")) {
            assertThat(tether.hear()).contains("INIT_STATE", "\"d\":{}");
            assertThat(all.hear()).contains("INIT_STATE", "bob").doesNotContain(her, "alice");
        }
    }

    private int people() throws Exception {
        Map<?, ?> info =
                (Map<?, ?>) JSON.std.mapFrom(bridge.get("/lanyard").body()).get("data");
        return (Integer) info.get("monitored_user_count");
    }

    private int put(String apiKey) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + bridge.port() + "/lanyard/v1/users/@me/kv/mood");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", apiKey)
                                    .PUT(HttpRequest.BodyPublishers.ofString("fine"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void givenSomebodyInEveryPlaceWhenTheyOptOutThenTheyAreInNone() throws Exception {
        String apiKey = LanyardTest.apiKey(talk, alice);
        assertThat(put(apiKey)).isEqualTo(204);
        Await.until("both lights", () -> lights().equals(List.of(true, true)));
        int people = people();
        try (RawBoard board = bridge.board("/ws?watch=voice:user:" + her);
                RawBoard online = bridge.board("/ws?watch=online:user:" + her);
                RawWebSocket tether = socket("/socket", "{\"subscribe_to_id\":\"" + her + "\"}");
                RawWebSocket all = socket("/lanyard/socket", "{\"subscribe_to_all\":true}")) {
            assertThat(board.nextText()).isEqualTo("1");
            assertThat(online.nextText()).isEqualTo("1");
            assertThat(tether.hear()).contains("INIT_STATE", "Chess");
            assertThat(all.hear()).contains("INIT_STATE", "Chess", "bob");

            say("opt-out");
            assertThat(board.nextText()).isEqualTo("0");
            assertThat(online.nextText()).isEqualTo("0");
            assertThat(JSON.std.mapFrom(tether.hear()).get("d")).isEqualTo(Map.of("user_id", her, "removed", true));
            Await.until("the lights", () -> lights().equals(List.of(false, false)));
            assertNowhere();
            assertThat(people()).isEqualTo(people - 1);
            assertThat(put(apiKey)).isEqualTo(404);

            alice.goDnd();
            alice.does(SimActivity.playing("Go"));
            alice.setGlobalName("Alice");
            home.leave(alice);
            home.join(alice, lounge);
            bob.goDnd();
            bridge.awaitPresence(bob.id(), "\"dnd\"");
            assertThat(all.hear()).contains("PRESENCE_UPDATE", "bob").doesNotContain(her);
            assertNowhere();

            say("opt-in");
            assertThat(tether.hear()).contains("\"removed\":false");
            assertThat(board.nextText()).isEqualTo("1");
            assertThat(online.nextText()).isEqualTo("1");
            bridge.awaitPresence(alice.id(), "Go");
            assertThat(people()).isEqualTo(people);
        }
    }
}
