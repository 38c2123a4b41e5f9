package dev.porchlight.bridge.functional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.bridge.testing.RawBoard;
import dev.porchlight.bridge.testing.TestBridge;
import dev.porchlight.sim.discord.SimChannel;
import dev.porchlight.sim.discord.SimDiscord;
import dev.porchlight.sim.discord.SimGuild;
import dev.porchlight.sim.discord.SimUser;
import dev.porchlight.sim.junit.Simulated;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /ws} as a stock board sees it, row by row of the firmware's wire behaviour, over raw sockets. */
@Simulated
class BoardProtocolTest {

    @Simulated
    private final SimDiscord discord = SimDiscord.start();

    private final SimGuild home = discord.guild("Home");
    private final SimChannel lounge = home.voiceChannel("lounge");
    private final SimChannel attic = home.voiceChannel("attic");
    private final SimUser alice = discord.user("alice");
    private final SimUser bob = discord.user("bob");
    private TestBridge bridge;

    @BeforeEach
    void start() throws Exception {
        bridge = TestBridge.start(discord);
        bridge.awaitReady();
    }

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void givenTheStockHandshakeThenTheAnswerIsOneThatStockFirmwareAccepts() throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws")) {
            assertThat(board.head())
                    .startsWith("HTTP/1.1 101 ")
                    .contains("\r\nUpgrade: websocket\r\n")
                    .contains("\r\nConnection: Upgrade\r\n")
                    .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .contains("\r\nSec-WebSocket-Protocol: arduino\r\n")
                    .doesNotContain("Sec-WebSocket-Extensions");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawBoard.TEXT, RawBoard.BINARY})
    void givenTheRightTokenThenOkAndTheValueFollowInThisOrder(int opcode) throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws")) {
            board.frame(opcode, "AUTH:" + TestBridge.TOKEN);

            assertThat(board.nextText()).isEqualTo("OK");
            assertThat(board.nextText()).isEqualTo("0");
        }
    }

    @Test
    void givenAPersonInVoiceThenABoardThatConnectsIsToldSo() throws Exception {
        home.join(alice, lounge);
        bridge.awaitVoiceUsers(1);

        try (RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("1");
        }
    }

    @Test
    void givenASecondPersonThenTheBoardHearsNothingUntilTheLastHasLeft() throws Exception {
        try (RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("0");

            home.join(alice, lounge);
            assertThat(board.nextText()).isEqualTo("1");

            home.join(bob, lounge);
            home.move(bob, attic);
            home.selfMute(bob, true);
            home.leave(alice);
            home.leave(bob);
            assertThat(board.nextText()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AUTH:wrong", "auth:front-porch-7", "AUTH: front-porch-7", "AUTH:front-porch-7\n", "hello", "{}"
            })
    void givenAnythingButTheTokenThenNoauthAndTwoSecondsLaterAnEmptyClose(String first) throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws")) {
            board.frame(RawBoard.TEXT, first);

            assertThat(board.nextText()).isEqualTo("NOAUTH");
            long refused = System.nanoTime();
            board.frame(RawBoard.TEXT, "AUTH:" + TestBridge.TOKEN); // too late: must change nothing

            RawBoard.Received close = board.next();
            assertThat(close.opcode()).isEqualTo(RawBoard.CLOSE);
            assertThat(close.payload()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofMillis(1_900));
        }
        assertThat(bridge.health()).containsEntry("espClients", 0);
    }

    @Test
    void givenNoMessageThenNoauthAfterFiveSeconds() throws Exception {
        long connected = System.nanoTime();
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws")) {
            assertThat(board.nextText()).isEqualTo("NOAUTH");
            assertThat(Duration.ofNanos(System.nanoTime() - connected))
                    .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(8));
        }
    }

    @Test
    void givenAStockPingThenThePongCarriesItsPayload() throws Exception {
        try (RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("0");

            board.frame(RawBoard.PING, "");
            assertThat(board.next()).satisfies(pong -> {
                assertThat(pong.opcode()).isEqualTo(RawBoard.PONG);
                assertThat(pong.payload()).isEmpty();
            });
            board.frame(RawBoard.PING, "are you there");
            assertThat(board.next().text()).isEqualTo("are you there");
        }
    }

    @Test
    void givenABoardThatTalksThenItIsNotAnswered() throws Exception {
        try (RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("0");
            board.frame(RawBoard.TEXT, "AUTH:" + TestBridge.TOKEN);
            board.frame(RawBoard.BINARY, "status");
            board.frame(RawBoard.PING, "next"); // the pong comes behind whatever was answered
            assertThat(board.next().opcode()).isEqualTo(RawBoard.PONG);
        }
    }

    @Test
    void givenAMessageOverItsCapThenTheSocketIsClosedWith1009() throws Exception {
        try (RawBoard stranger = RawBoard.open(bridge.port(), "/ws")) {
            stranger.frame(RawBoard.TEXT, "x".repeat(513));
            assertThat(stranger.next().closeCode()).isEqualTo(1009);
        }
        try (RawBoard member = bridge.board()) {
            assertThat(member.nextText()).isEqualTo("0");
            member.frame(RawBoard.TEXT, "x".repeat(1_024));
            member.frame(RawBoard.PING, "still there");
            assertThat(member.next().opcode()).isEqualTo(RawBoard.PONG);
            member.frame(RawBoard.TEXT, "x".repeat(1_025));
            assertThat(member.next().closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void givenAWatchedChannelThenTheBoardFollowsItAlone() throws Exception {
        try (RawBoard byId = bridge.board("/ws?watch=voice:channel:" + Long.toUnsignedString(attic.id()));
                RawBoard byName = bridge.board("/ws?watch=voice:channel:%22Home/attic%22")) {
            assertThat(byId.nextText()).isEqualTo("0");
            assertThat(byName.nextText()).isEqualTo("0");

            home.join(alice, lounge);
            home.move(alice, attic);
            assertThat(byId.nextText()).isEqualTo("1");
            assertThat(byName.nextText()).isEqualTo("1");

            home.move(alice, lounge);
            assertThat(byId.nextText()).isEqualTo("0");
            assertThat(byName.nextText()).isEqualTo("0");
        }
    }

    @Test
    void givenAnUnknownIdThenTheBoardIsDark() throws Exception {
        try (RawBoard board = bridge.board("/ws?watch=voice:guild:1")) {
            assertThat(board.nextText()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ws?watch=voice:kitchen:1, 404",
        "/ws?watch=, 404",
        "/ws?watch=voice:guild:abc, 404",
        "/ws?watch=voice:user:1, 403",
        "/ws?watch=discord:offline, 403",
        "/ws/, 404",
        "/, 404"
    })
    void givenAPathOrSignalThatIsNotServedThenTheUpgradeIsRefused(String path, int status) throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), path)) {
            assertThat(board.status()).isEqualTo(status);
        }
    }

    @Test
    void givenAMalformedSignalThenTheLogSaysWhy() throws Exception {
        try (LogEvents log = LogEvents.ours();
                RawBoard board = RawBoard.open(bridge.port(), "/ws?watch=voice:guild:abc")) {
            assertThat(board.status()).isEqualTo(404);
            assertThat(log.value("board_watch_malformed", "watch")).isEqualTo("voice:guild:^abc");
        }
    }

    @ParameterizedTest
    @CsvSource({"file://, 101", "https://evil.example, 403", "null, 403"})
    void givenAPageOfSomeOriginThenOnlyOurOwnAndBoardsMayConnect(String origin, int status) throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws", origin)) {
            assertThat(board.status()).isEqualTo(status);
        }
    }

    @Test
    void givenAPageOfThisHostThenItMayConnect() throws Exception {
        try (RawBoard board = RawBoard.open(bridge.port(), "/ws", "http://127.0.0.1:" + bridge.port())) {
            assertThat(board.status()).isEqualTo(101);
        }
    }

    @Test
    void givenABoardThatIsRefusedAgainAndAgainThenTheLogHintsOnceAtTheCause() throws Exception {
        try (LogEvents log = LogEvents.ours()) {
            for (int i = 0; i < 5; i++) {
                try (RawBoard board =
                        RawBoard.authenticated(bridge.port(), TestBridge.TOKEN.toUpperCase(Locale.ROOT))) {
                    assertThat(board.nextText()).isEqualTo("NOAUTH");
                }
            }
            Await.until("the hint", () -> log.count("board_refused_repeatedly") > 0);
            assertThat(log.count("board_refused_repeatedly")).isEqualTo(1);
            assertThat(log.value("board_refused_repeatedly", "likely_cause"))
                    .asString()
                    .contains("upper and lower case");
        }
    }

    @Test
    void givenAPlannedStopThenALitBoardIsToldOffAndThenGoodbye() throws Exception {
        home.join(alice, lounge);
        bridge.awaitVoiceUsers(1);
        try (RawBoard board = bridge.board()) {
            assertThat(board.nextText()).isEqualTo("1");
            Thread stopping = Thread.ofVirtual().start(bridge::close);

            assertThat(board.nextText()).isEqualTo("0");
            assertThat(board.next().closeCode()).isEqualTo(1001);
            board.frame(RawBoard.CLOSE, "");
            assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void givenOnStopHoldThenALitBoardIsToldGoodbyeOnly(@TempDir Path directory) throws Exception {
        home.join(alice, lounge);
        try (TestBridge holding = TestBridge.startWithFile(discord, directory, "devices.on-stop = hold\n")) {
            holding.awaitVoiceUsers(1);
            try (RawBoard board = holding.board()) {
                assertThat(board.nextText()).isEqualTo("1");
                Thread stopping = Thread.ofVirtual().start(holding::close);
                assertThat(board.next().closeCode()).isEqualTo(1001);
                assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
            }
        }
    }

    @Test
    void givenASignalSetForAnAddressThenItsBoardsFollowItUnlessTheirUrlSaysOtherwise(@TempDir Path directory)
            throws Exception {
        String properties = "devices.127.0.0.1.watch = camera:user:" + Long.toUnsignedString(alice.id()) + "\n";
        try (TestBridge addressed = TestBridge.startWithFile(discord, directory, properties)) {
            addressed.awaitReady();
            try (RawBoard byAddress = addressed.board();
                    RawBoard byUrl = addressed.board("/ws?watch=voice")) {
                assertThat(byAddress.nextText()).isEqualTo("0");
                assertThat(byUrl.nextText()).isEqualTo("0");
                home.join(alice, lounge);
                assertThat(byUrl.nextText()).isEqualTo("1");
                home.camera(alice, true);
                assertThat(byAddress.nextText()).isEqualTo("1");
            }
        }
    }

    @Test
    void givenNoTokenThenBoardsAreAnswered503AndTheLogSaysItOnce() throws Exception {
        try (LogEvents log = LogEvents.ours();
                TestBridge without = TestBridge.alone()) {
            for (int i = 0; i < 2; i++) {
                try (RawBoard board = RawBoard.open(without.port(), "/ws")) {
                    assertThat(board.status()).isEqualTo(503);
                }
            }
            assertThat(log.count("boards_not_served")).isEqualTo(1);
        }
    }
}
