package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.lanyard.LanyardClients;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lanyard's public clients, unmodified, told nothing but another host: from Discord to what they show. */
@Simulated
@Timeout(120)
class LanyardClientsTest {

    private static final Instant START = Instant.ofEpochMilli(1_700_000_000_123L);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> ALL = List.of(
            "use-lanyard rest",
            "use-lanyard socket",
            "use-lanyard socket below",
            "react-use-lanyard rest",
            "react-use-lanyard socket",
            "lanyard-wrapper rest",
            "lanyard-wrapper socket",
            "@prequist/lanyard rest",
            "vue-lanyard rest");

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel talk = home.textChannel("talk");
    private final SimUser alice = discord.user("alice");

    @Test
    void givenAnotherHostThenTheyShowPresencesAndChangePairs(@TempDir Path data) throws Exception {
        discord.access().grant(Intent.GUILD_PRESENCES);
        discord.access().grant(Intent.GUILD_MEMBERS);
        home.addMember(alice);
        alice.goIdle(SimPlatform.DESKTOP);
        alice.does(SimActivity.spotify("Song", "A; B", "Album", "track", "cover", START, Duration.ofSeconds(200)));
        try (TestBridge bridge = TestBridge.start(discord, "DATA_DIR", data.toString(), "PRESENCE_ROOT", "lanyard")) {
            Await.until(
                    "her song",
                    () -> bridge.get("/v1/users/" + alice.id()).body().contains("\"track_id\":\"track\""));
            try (LanyardClients clients =
                    LanyardClients.start(data, bridge.port(), alice.id(), LanyardTest.apiKey(talk, alice))) {
                awaitLine(clients, "ready\tnull");
                for (String client : ALL) {
                    Map<String, Object> first = await(clients, client, "\"song\":\"Song\"");
                    assertThat(first)
                            .as(client)
                            .containsEntry("name", "alice")
                            .containsEntry("status", "idle")
                            .containsEntry("activities", List.of("Spotify"));
                }
                awaitLine(clients, "react-use-lanyard kv\t[204,204,204]");
                awaitLine(clients, "lanyard-wrapper kv\t\"another\"");
                awaitLine(clients, "lanyard-wrapper unknown\t\"User is not being monitored by Lanyard\"");
                awaitLine(clients, "@prequist/lanyard unknown\t\"User is not being monitored by Lanyard\"");

                alice.goDnd(SimPlatform.DESKTOP);
                for (String client : ALL) {
                    if (client.contains("socket")) {
                        assertThat(await(clients, client, "\"status\":\"dnd\"").get("kv"))
                                .as(client)
                                .isEqualTo(Map.of(
                                        "react_use",
                                        "stored",
                                        "wrapper_set",
                                        "\"a text\"",
                                        "wrapper_merged",
                                        "another"));
                    }
                }
                assertThat(clients.lines()).noneMatch(line -> line.contains("failed"));
            }
        }
    }

    private static void awaitLine(LanyardClients clients, String line) throws Exception {
        until(line, clients, () -> clients.lines().contains(line));
    }

    /** What that client was told last of all that has this part. */
    private static Map<String, Object> await(LanyardClients clients, String client, String part) throws Exception {
        until(client + " " + part, clients, () -> said(clients, client, part) != null);
        return JSON.std.mapFrom(said(clients, client, part).substring(client.length() + 1));
    }

    private static String said(LanyardClients clients, String client, String part) {
        return clients.lines().reversed().stream()
                .filter(line -> line.startsWith(client + "\t") && line.contains(part))
                .findFirst()
                .orElse(null);
    }

    /** Node takes its time on a busy machine. */
    private static void until(String what, LanyardClients clients, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call() && clients.runs() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.call())
                .as(() -> what + "; they said " + clients.lines())
                .isTrue();
    }
}
