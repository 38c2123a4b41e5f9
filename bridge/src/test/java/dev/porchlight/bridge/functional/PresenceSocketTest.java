package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From somebody's presence at Discord, through a real JDA, to the JDK's own WebSocket client at {@code /socket}. */
class PresenceSocketTest {

    private SimDiscord discord;
    private SimGuild guild;
    private SimUser alice;
    private TestBridge bridge;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        guild = discord.guild("Home");
        alice = discord.user("alice");
        guild.addMember(alice);
        bridge = TestBridge.start(discord);
        bridge.awaitReady();
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.close();
        bridge.close();
        discord.close();
    }

    /** What a client hears, message by message. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        Map<String, Object> next() throws Exception {
            String text = messages.poll(10, TimeUnit.SECONDS);
            assertThat(text).as("a message within 10 s").isNotNull();
            return JSON.std.mapFrom(text);
        }

        /** The data of the first update like that; what the member lists bring may come before. */
        Map<?, ?> until(String status) throws Exception {
            while (true) {
                Map<?, ?> d = (Map<?, ?>) next().get("d");
                if (d.get("data") instanceof Map<?, ?> data && status.equals(data.get("discord_status"))) {
                    return d;
                }
            }
        }
    }

    @Test
    void givenSomebodyPlaysAndGoesAndLeavesThenAPageIsToldEachTime() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + bridge.port() + "/socket"), ear)
                .join();
        assertThat(ear.next()).isEqualTo(Map.of("op", 1, "d", Map.of("heartbeat_interval", 30_000)));
        String id = Long.toUnsignedString(alice.id());
        socket.sendText("{\"op\":2,\"d\":{\"subscribe_to_id\":\"" + id + "\"}}", true)
                .join();
        assertThat(ear.next()).containsEntry("t", "INIT_STATE").containsEntry("seq", 1);

        alice.goDnd(SimPlatform.DESKTOP);
        alice.does(SimActivity.playing("Chess"));
        Map<?, ?> dnd = ear.until("dnd");
        while (!dnd.toString().contains("Chess")) {
            dnd = ear.until("dnd");
        }
        assertThat(dnd.get("user_id")).isEqualTo(id);
        assertThat(dnd.get("removed")).isEqualTo(false);
        assertThat(JSON.std.mapFrom(bridge.get("/v1/users/" + id).body()))
                .as("what REST says at the same time")
                .isEqualTo(dnd.get("data"));

        alice.goOffline();
        assertThat(ear.until("offline").get("removed")).isEqualTo(true);
        guild.removeMember(alice);
        assertThat(ear.next().get("d")).isEqualTo(Map.of("user_id", id, "removed", true));
        assertThat(bridge.get("/metrics").body())
                .contains("porchlight_presence_sockets{dialect=\"tether\"} 1.0")
                .contains("porchlight_presence_subscriptions{dialect=\"tether\"} 1.0");
        socket.abort();
    }
}
