package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.door.RawWebSocket;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.bridge.store.Store;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lanyard's surface of the whole bridge, with a Discord behind it and a disk below it. */
@Simulated
@Timeout(60)
class LanyardTest {

    private static final Instant START = Instant.ofEpochMilli(1_700_000_000_123L);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimUser alice = discord.user("alice");

    @TempDir
    Path data;

    @BeforeEach
    void grant() {
        discord.access().grant(Intent.GUILD_PRESENCES);
        discord.access().grant(Intent.GUILD_MEMBERS);
        home.addMember(alice);
        alice.goOnline(SimPlatform.DESKTOP);
    }

    private TestBridge start(String... more) {
        String[] settings = new String[more.length + 2];
        settings[0] = "DATA_DIR";
        settings[1] = data.toString();
        System.arraycopy(more, 0, settings, 2, more.length);
        return TestBridge.start(discord, settings);
    }

    /** A new key of theirs, by the bot's command. */
    static String apiKey(SimChannel talk, SimUser user) throws Exception {
        Await.until("the command", () -> talk.commands().offers(user, "apikey"));
        String answer =
                talk.commands().slash(user, "apikey").awaitReply(Rig.DEADLINE).content();
        return answer.replaceAll("(?s).*`(lnyd_[0-9a-f]{32})`.*", "$1");
    }

    private static String say(SimChannel talk, SimUser user, String command, Object... options) {
        return talk.commands()
                .slash(user, command, options)
                .awaitReply(Rig.DEADLINE)
                .content();
    }

    private String path() {
        return "/lanyard/v1/users/" + Long.toUnsignedString(alice.id());
    }

    private static RawWebSocket open(TestBridge bridge, String path) throws Exception {
        return RawWebSocket.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port()), path);
    }

    @Test
    void givenAPersonWhoListensThenRestAndSocketShowTheSame() throws Exception {
        alice.does(SimActivity.spotify("Song", "A; B", "Album", "track", "cover", START, Duration.ofSeconds(200)));
        try (TestBridge bridge = start()) {
            Await.until("her song", () -> bridge.get(path()).body().contains("\"track_id\":\"track\""));
            Map<String, Object> body = JSON.std.mapFrom(bridge.get(path()).body());
            Map<?, ?> presence = (Map<?, ?>) body.get("data");
            assertThat(presence.get("listening_to_spotify")).isEqualTo(true);
            assertThat(presence.get("active_on_discord_desktop")).isEqualTo(true);
            assertThat(((Map<?, ?>) presence.get("spotify")).get("album_art_url"))
                    .isEqualTo("https://i.scdn.co/image/cover");
            assertThat(((Map<?, ?>) presence.get("discord_user")).get("username"))
                    .isEqualTo("alice");
            assertThat((Iterable<?>) presence.get("activities")).hasSize(1);

            try (RawWebSocket socket = open(bridge, "/lanyard/socket")) {
                socket.hear();
                socket.say("{\"op\":2,\"d\":{\"subscribe_to_id\":\"" + alice.id() + "\"}}");
                Map<String, Object> init = JSON.std.mapFrom(socket.hear());
                assertThat(init).containsEntry("t", "INIT_STATE");
                assertThat(init.get("d")).isEqualTo(presence);
            }
        }
    }

    @Test
    void givenTheRootForLanyardThenHostAloneIsEnough() throws Exception {
        try (TestBridge bridge = start("PRESENCE_ROOT", "lanyard")) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            assertThat(bridge.get("/v1/users/" + alice.id()).body())
                    .isEqualTo(bridge.get(path()).body());
            assertThat(bridge.get("/").body()).contains("\"monitored_user_count\":");
            assertThat(bridge.get("/lanyard").body()).isEqualTo(bridge.get("/").body());
            assertThat(bridge.get("/healthz").statusCode()).isEqualTo(200);
            try (RawWebSocket socket = open(bridge, "/socket")) {
                socket.hear();
                socket.say("{\"op\":2,\"d\":{\"subscribe_to_all\":true}}");
                assertThat(socket.hear()).contains("\"" + alice.id() + "\":{");
            }
        }
    }

    @Test
    void givenTheRootForTetherThenItSpeaksNoLanyard() throws Exception {
        try (TestBridge bridge = start()) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            assertThat(bridge.get("/v1/users/" + alice.id()).body()).doesNotContain("\"success\"");
            assertThat(bridge.get("/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void givenTrafficThenItIsCountedUnderLanyardsNames() throws Exception {
        try (TestBridge bridge = start()) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            bridge.get("/lanyard/nothing");
            try (RawWebSocket socket = open(bridge, "/lanyard/socket?compression=zlib_json")) {
                socket.say("{\"op\":2,\"d\":{\"subscribe_to_ids\":[\"1\"]}}");
                Await.until(
                        "counted",
                        () -> bridge.get("/metrics")
                                .body()
                                .contains("lanyard_socket_inits_total{compression=\"zlib\",type=\"ids\"} 1.0"));
                assertThat(bridge.get("/metrics").body())
                        .contains("\nlanyard_connected_sessions 1.0\n")
                        .containsPattern("\nlanyard_monitored_users [1-9]")
                        .containsPattern("\nlanyard_presence_updates [1-9]")
                        .containsPattern("\nlanyard_messages_outbound [1-9]")
                        .contains("\nlanyard_messages_inbound 1.0\n")
                        .containsPattern("\nlanyard_2xx_responses [1-9]")
                        .containsPattern("\nlanyard_4xx_responses [1-9]")
                        .contains("\nlanyard_5xx_responses ");
                socket.say("{\"op\":9}");
                Await.until(
                        "closed",
                        () -> bridge.get("/metrics").body().contains("lanyard_socket_closes_total{code=\"4004\"} 1.0"));
            }
        }
    }

    @Test
    void givenPairsByCommandAndByKeyThenAllSurfacesHaveThemAndKeepThem() throws Exception {
        SimChannel talk = home.textChannel("talk");
        String key;
        try (TestBridge bridge = start()) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            key = apiKey(talk, alice);
            assertThat(say(talk, alice, "kv set", "key", "mood", "value", "fine"))
                    .isEqualTo("`mood` is stored.");
            try (RawWebSocket socket = open(bridge, "/lanyard/socket")) {
                socket.hear();
                socket.say("{\"op\":2,\"d\":{\"subscribe_to_id\":\"" + alice.id() + "\"}}");
                assertThat(socket.hear()).contains("INIT_STATE", "\"kv\":{\"mood\":\"fine\"}");
                assertThat(put(bridge, key, "place", "porch")).isEqualTo(204);
                assertThat(socket.hear()).contains("PRESENCE_UPDATE", "\"kv\":{\"mood\":\"fine\",\"place\":\"porch\"}");
            }
            assertThat(say(talk, alice, "kv list")).isEqualTo("`mood`, `place`");
        }
        try (TestBridge bridge = start()) {
            Await.until(
                    "her pairs",
                    () -> bridge.get(path()).body().contains("\"kv\":{\"mood\":\"fine\",\"place\":\"porch\"}"));
            assertThat(put(bridge, key, "place", "garden")).isEqualTo(204);
        }
    }

    private int put(TestBridge bridge, String key, String name, String value) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + bridge.port() + path() + "/kv/" + name))
                                    .header("Authorization", key)
                                    .PUT(HttpRequest.BodyPublishers.ofString(value))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void givenSomebodyWhoOptsOutThenTheyAreNowhereAlsoAfterARestartUntilTheyOptIn() throws Exception {
        SimChannel talk = home.textChannel("talk");
        SimChannel lounge = home.voiceChannel("lounge");
        home.join(alice, lounge);
        try (TestBridge bridge = start()) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            bridge.awaitVoiceUsers(1);
            Await.until("the command", () -> talk.commands().offers(alice, "presence"));
            assertThat(say(talk, alice, "presence opt-out")).startsWith("You are shown nowhere");
            Await.until("not her", () -> bridge.get(path()).statusCode() == 404);
            bridge.awaitVoiceUsers(0);
            assertThat(bridge.get("/v1/users/" + alice.id()).statusCode()).isEqualTo(404);
        }
        try (TestBridge bridge = start()) {
            bridge.awaitReady();
            Await.until("the lists", () -> bridge.get("/lanyard/v1/users/1").statusCode() == 404);
            assertThat(bridge.get(path()).statusCode()).isEqualTo(404);
            assertThat(bridge.health()).containsEntry("voiceUsers", 0);
            Await.until("the command", () -> talk.commands().offers(alice, "presence"));
            assertThat(say(talk, alice, "presence opt-in")).startsWith("You are shown from now on");
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
            bridge.awaitVoiceUsers(1);
        }
    }

    @Test
    void givenABridgeThatKeepsNothingThenItMakesNoFile() throws Exception {
        try (TestBridge bridge = start()) {
            Await.until("her", () -> bridge.get(path()).statusCode() == 200);
        }
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void givenAStoreInUseThenASecondBridgeDoesNotStart() throws Exception {
        Store first = new Store(data);
        var table = first.table("things");
        first.write(() -> {
            table.put("a", "1");
            return null;
        });
        assertThatThrownBy(this::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("in use by another Porchlight");
        first.close();
        start().close();
    }

    @Test
    void givenADamagedStoreThenTheBridgeDoesNotStartAndSaysWhy() throws Exception {
        Files.write(data.resolve(Store.NAME), new byte[20_000]);
        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("damaged");
    }
}
