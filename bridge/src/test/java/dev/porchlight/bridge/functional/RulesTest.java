package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules from Discord to the board: the simulated Discord, the real JDA, real sockets. */
@Simulated
class RulesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home & Co");
    private final SimChannel studio = home.voiceChannel("Studio (1), loud!");
    private final SimUser alice = discord.user("alice");
    private final SimUser bob = discord.user("bob");

    @TempDir
    private Path directory;

    @Test
    void givenVoiceAndNotMutedThenTheBoardFollowsBoth(SimBoards boards) throws Exception {
        home.join(bob, studio);
        try (TestBridge bridge = TestBridge.start(discord, "DEVICES_WATCH", "voice, muted:user:*")) {
            bridge.awaitVoiceUsers(1);
            SimBoard lamp = board(boards, bridge, "voice & !muted:user:" + Long.toUnsignedString(alice.id()));
            lamp.awaitLit(true, PATIENCE);
            home.join(alice, studio);
            home.mute(alice, true);
            lamp.awaitLit(false, PATIENCE);
            home.mute(alice, false);
            lamp.awaitLit(true, PATIENCE);
            home.leave(alice);
            home.leave(bob);
            lamp.awaitLit(false, PATIENCE);
            assertThat(lamp.received()).containsExactly("OK", "1", "0", "1", "0");
        }
    }

    @Test
    void givenNamesFullOfOperatorsThenTheyAreNames(SimBoards boards) throws Exception {
        try (TestBridge bridge = TestBridge.start(discord)) {
            bridge.awaitReady();
            SimBoard lamp = board(boards, bridge, "(voice:channel:\"home & co/studio (1), loud!\") & voice");
            lamp.awaitLit(false, PATIENCE);
            home.join(alice, studio);
            lamp.awaitLit(true, PATIENCE);
        }
    }

    @Test
    void givenTheRuleAndTheDelayOfAnAddressThenABoardThatAsksForNothingHasBoth(SimBoards boards) throws Exception {
        home.join(alice, studio);
        String settings = """
                devices.127.0.0.1.watch = voice & !voice:user:%s
                devices.127.0.0.1.off-after = 24h
                """.formatted(Long.toUnsignedString(bob.id()));
        try (TestBridge bridge = TestBridge.startWithFile(discord, directory, settings)) {
            bridge.awaitVoiceUsers(1);
            SimBoard patient = boards.add(Profile.ESP8266, bridge.boardUrl(), TestBridge.TOKEN);
            SimBoard prompt = board(boards, bridge, "voice", "&off-after=0s");
            patient.awaitLit(true, PATIENCE);
            prompt.awaitLit(true, PATIENCE);
            home.leave(alice);
            prompt.awaitLit(false, PATIENCE);
            home.join(alice, studio);
            prompt.awaitLit(true, PATIENCE);
            assertThat(patient.received()).containsExactly("OK", "1");
        }
    }

    private static SimBoard board(SimBoards boards, TestBridge bridge, String rule, String... more) {
        String encoded = URLEncoder.encode(rule, StandardCharsets.UTF_8);
        String url = bridge.boardUrl() + "?watch=" + encoded + String.join("", more);
        return boards.add(Profile.ESP8266, url, TestBridge.TOKEN);
    }
}
