package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.Intent;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From Discord through the whole bridge to whoever asks. */
@Simulated
@Timeout(60)
class PresenceRestTest {

    private static final Instant START = Instant.ofEpochMilli(1_700_000_000_123L);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimUser alice = discord.user("alice");

    private static String path(SimUser user) {
        return "/v1/users/" + Long.toUnsignedString(user.id());
    }

    private void grant() {
        discord.access().grant(Intent.GUILD_PRESENCES);
        discord.access().grant(Intent.GUILD_MEMBERS);
    }

    private static Map<String, Object> await(TestBridge bridge, SimUser user, String part) throws Exception {
        Await.until(part, () -> bridge.get(path(user)).body().contains(part));
        return JSON.std.mapFrom(bridge.get(path(user)).body());
    }

    @Test
    @SuppressWarnings("unchecked")
    void givenAPersonWhoDoesThingsThenTheDocumentHasAllOfIt() throws Exception {
        grant();
        home.addMember(alice);
        alice.setGlobalName("Alice ☕");
        alice.setAvatar("a_0123");
        alice.setPrimaryGuild(home.id(), "HOME", "beef");
        alice.goDnd(SimPlatform.MOBILE);
        alice.does(
                SimActivity.spotify("Song", "A; B", "Album", "track", "cover", START, Duration.ofSeconds(200)),
                SimActivity.raw("{\"name\":\"Celeste\",\"type\":0,\"application_id\":\"1234567890123456789\","
                        + "\"assets\":{\"large_image\":\"42\"},\"invented\":{\"deep\":[1.5,null]},\"created_at\":1}"));
        try (TestBridge bridge = TestBridge.start(discord)) {
            Map<String, Object> document = await(bridge, alice, "Celeste");

            assertThat(document.keySet())
                    .containsExactly(
                            "active_clients",
                            "primary_active_client",
                            "listening_to_spotify",
                            "spotify",
                            "discord_user",
                            "discord_status",
                            "activities");
            assertThat(document)
                    .containsEntry("active_clients", List.of("mobile"))
                    .containsEntry("primary_active_client", "mobile")
                    .containsEntry("listening_to_spotify", true)
                    .containsEntry("discord_status", "dnd");
            Map<String, Object> spotify = new LinkedHashMap<>();
            spotify.put("track_id", "track");
            spotify.put("timestamps", Map.of("start", START.toEpochMilli(), "end", START.toEpochMilli() + 200_000));
            spotify.put("song", "Song");
            spotify.put("artist", "A; B");
            spotify.put("album_art_url", "https://i.scdn.co/image/cover");
            spotify.put("album", "Album");
            assertThat(document).containsEntry("spotify", spotify);
            String id = Long.toUnsignedString(alice.id());
            assertThat((Map<String, Object>) document.get("discord_user"))
                    .containsEntry("id", id)
                    .containsEntry("username", "alice")
                    .containsEntry("global_name", "Alice ☕")
                    .containsEntry("display_name", "Alice ☕")
                    .containsEntry("avatar_url", "https://cdn.discordapp.com/avatars/" + id + "/a_0123.gif?size=256");
            List<Map<String, Object>> activities = (List<Map<String, Object>>) document.get("activities");
            assertThat(activities).hasSize(2);
            assertThat(activities.get(0)).containsEntry("sync_id", "track").containsEntry("flags", 48);
            assertThat(activities.get(1))
                    .isEqualTo(JSON.std.mapFrom("{\"name\":\"Celeste\",\"type\":0,"
                            + "\"application_id\":\"1234567890123456789\",\"assets\":{\"large_image\":\"42\","
                            + "\"large_image_url\":\"https://cdn.discordapp.com/app-assets/1234567890123456789/42.webp\"},"
                            + "\"invented\":{\"deep\":[1.5,null]},\"created_at\":1}"));
        }
    }

    @Test
    void givenChangesThenEveryAnswerIsOfTheMoment() throws Exception {
        grant();
        home.addMember(alice);
        try (TestBridge bridge = TestBridge.start(discord)) {
            await(bridge, alice, "\"discord_status\":\"offline\"");
            alice.goOnline(SimPlatform.WEB);
            assertThat(await(bridge, alice, "\"discord_status\":\"online\""))
                    .containsEntry("primary_active_client", "web");
            alice.setAvatar("0123");
            await(bridge, alice, "/0123.webp");
            alice.setAvatar(null);
            await(bridge, alice, "/embed/avatars/");
            home.removeMember(alice);
            Await.until("gone", () -> bridge.get(path(alice)).statusCode() == 404);
            assertThat(bridge.get(path(alice)).body()).contains("user_not_monitored");
            assertThat(bridge.get("/v1/users?ids=" + Long.toUnsignedString(alice.id()))
                            .body())
                    .isEqualTo("{}\n");
            assertThat(bridge.get("/metrics").body()).contains("porchlight_http_rate_limited_total 0.0");
        }
    }

    @Test
    void givenABotWithoutThePrivilegedIntentsThenPresencesAreNotAvailable() throws Exception {
        home.addMember(alice);
        try (TestBridge bridge = TestBridge.start(discord)) {
            bridge.awaitReady();
            HttpResponse<String> answer = bridge.get(path(alice));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("presence_unavailable");
        }
    }

    @Test
    void givenNoDiscordThenPresencesAreNotAvailable() throws Exception {
        try (TestBridge bridge = TestBridge.alone()) {
            HttpResponse<String> answer = bridge.get(path(alice));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("presence_unavailable");
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        }
    }
}
