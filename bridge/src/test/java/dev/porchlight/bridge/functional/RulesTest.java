package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.control.Boards;
import dev.porchlight.sim.control.Stage;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import dev.porchlight.sim.scenario.Player;
import dev.porchlight.sim.scenario.Scenario;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void givenAScenarioThenItsBoardsTryRulesWithTheNamesOfItsPeople() throws Exception {
        Scenario day = Scenario.parse("rules.scenario", """
                guild Home
                voice channel lounge
                people alice, bob
                board lamp showing "voice:channel:lounge & !muted:user:alice" off after 200ms
                09:00 bob joins lounge
                      expect lamp lit within 20s
                      alice joins lounge
                      alice mutes
                      expect lamp dark within 20s
                      alice leaves
                      expect lamp lit within 20s
                """);
        try (TestBridge bridge = TestBridge.start(discord, "DEVICES_WATCH", "voice:channel:*, muted:user:*");
                Boards boards = new Boards(bridge.boardUrl(), TestBridge.TOKEN)) {
            bridge.awaitReady();
            Stage stage = Stage.of(discord, boards, day::setUp);
            Missed missed = new Missed();
            assertThat(new Player(stage, missed).play(day, 1, 1))
                    .as(missed.toString())
                    .isZero();
        }
    }

    /** Waits for nothing, and keeps what went wrong. */
    private static final class Missed implements Player.Audience {

        private final List<String> missed = new ArrayList<>();

        @Override
        public void told(String what) {}

        @Override
        public void missed(String what) {
            missed.add(what);
        }

        @Override
        public void beforeLine() {}

        @Override
        public boolean stopWithin(Duration pause) {
            return false;
        }

        @Override
        public String toString() {
            return missed.toString();
        }
    }

    private static SimBoard board(SimBoards boards, TestBridge bridge, String rule, String... more) {
        String encoded = URLEncoder.encode(rule, StandardCharsets.UTF_8);
        String url = bridge.boardUrl() + "?watch=" + encoded + String.join("", more);
        return boards.add(Profile.ESP8266, url, TestBridge.TOKEN);
    }
}
