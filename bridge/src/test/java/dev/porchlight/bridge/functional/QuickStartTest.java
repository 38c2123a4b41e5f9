package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.bridge.testing.Chromium;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimActivity;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimPlatform;
import dev.porchlight.sim.discord.SimUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tether's quick starts, to the letter but for the URL, on a page of another origin in a real browser. */
@Timeout(180)
class QuickStartTest {

    /** Whom the quick starts ask for. */
    private static final long WHOM = 123456789012345678L;

    /** A browser takes its time on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path profile;

    private SimDiscord discord;
    private SimUser alice;
    private TestBridge bridge;

    @BeforeEach
    void start() throws Exception {
        discord = SimDiscord.builder().grantPrivilegedIntents().start();
        alice = discord.user("alice", WHOM);
        discord.guild("Home").addMember(alice);
        alice.goOnline(SimPlatform.WEB);
        bridge = TestBridge.start(discord);
        bridge.awaitReady();
    }

    @AfterEach
    void stop() {
        bridge.close();
        discord.close();
    }

    private Chromium open(String resource, String theirs, String ours) throws IOException {
        try (InputStream in = Chromium.class.getResourceAsStream("/dev/porchlight/bridge/presence/" + resource)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script).containsOnlyOnce(theirs);
            return Chromium.open(profile, script.replace(theirs, ours + "://127.0.0.1:" + bridge.port()));
        }
    }

    private static void pause(long deadline, Chromium page, String what) {
        assertThat(System.nanoTime() - deadline)
                .as(() -> what + "; the page has said " + page.said())
                .isNegative();
        LockSupport.parkNanos(20_000_000);
    }

    /** The newest of what the page has said with that part. */
    private static List<Object> until(Chromium page, String part) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (String line : page.said().reversed()) {
                if (line.contains(part)) {
                    return JSON.std.listFrom(line);
                }
            }
            pause(deadline, page, part);
        }
    }

    /** What it is sent first is INIT_STATE, of which the quick start says nothing: she changes until the page says so. */
    private void awaitWatching(Chromium page) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int said = page.said().size();
        for (int i = 1; page.said().size() == said; i++) {
            alice.setGlobalName("Alice " + i);
            pause(deadline, page, "watching");
        }
    }

    @Test
    void givenTheSimplestFetchThenThePageHasThePresenceItself() throws Exception {
        alice.does(SimActivity.playing("Chess"));
        bridge.awaitPresence(WHOM, "Chess");
        try (Chromium page = open("simplest-fetch.js", "https://tether.eggwite.moe", "http")) {
            assertThat(until(page, "active_clients"))
                    .containsExactly(
                            JSON.std.mapFrom(bridge.get("/v1/users/" + WHOM).body()));
        }
    }

    @Test
    void givenTheQuickStartThenEachChangeIsOnThePageAndALostSocketComesBack() throws Exception {
        try (Chromium page = open("quick-start.js", "wss://tether.eggwite.moe", "ws")) {
            awaitWatching(page);
            alice.does(SimActivity.playing("Chess"));
            List<Object> told = until(page, "Chess");
            assertThat(told).first().isEqualTo("presence");
            assertThat((Map<?, ?>) told.get(1))
                    .isEqualTo(Map.of(
                            "user_id",
                            Long.toString(WHOM),
                            "data",
                            JSON.std.mapFrom(bridge.get("/v1/users/" + WHOM).body()),
                            "removed",
                            false));
            alice.goOffline();
            assertThat((Map<?, ?>) until(page, "\"removed\":true").get(1)).hasSize(3);

            page.run("ws.send('{\"op\":9}')");
            assertThat(until(page, "socket closed")).containsExactly("socket closed", 4004, "unknown_opcode");
            awaitWatching(page);
            alice.goDnd(SimPlatform.MOBILE);
            assertThat(until(page, "\"dnd\"")).first().isEqualTo("presence");
        }
    }
}
