package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.bridge.testing.RawBoard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a board may ask for in its URL, and what it is told then. */
class RulesOnBoardsTest {

    private static final long ALICE = 3;
    private static final long BOB = 4;

    private static RawBoard shown(BoardsRoom room, String path, String value) throws Exception {
        RawBoard board = room.board(path);
        assertThat(board.nextText()).isEqualTo("OK");
        assertThat(board.nextText()).isEqualTo(value);
        return board;
    }

    @Test
    void givenARuleInTheUrlThenTheBoardFollowsAllOfIt() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard board = shown(room, "/ws?watch=voice%20%26%20!muted:user:3", "0")) {
            room.voice(ALICE, true);
            assertThat(board.nextText()).isEqualTo("1");
            room.muted(ALICE);
            assertThat(board.nextText()).isEqualTo("0");
            room.voice(ALICE, true);
            assertThat(board.nextText()).isEqualTo("1");
            room.voice(ALICE, false);
            assertThat(board.nextText()).isEqualTo("0");
        }
    }

    @Test
    void givenTwoSpellingsOfOneRuleThenHomeWatchesItOnce() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard one = shown(room, "/ws?watch=voice%26!muted:user:3", "0");
                RawBoard other = shown(room, "/ws?watch=(voice)+%26+!!(!muted:user:3)&off-after=1h", "0")) {
            assertThat(room.watchedRules()).isEqualTo(1);
            room.voice(ALICE, true);
            assertThat(one.nextText()).isEqualTo("1");
            assertThat(other.nextText()).isEqualTo("1");
        }
    }

    @Test
    void givenOffAfterThenSomebodyWhoIsBackInTimeTurnsNothingOff() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard prompt = shown(room, "/ws", "0");
                RawBoard patient = shown(room, "/ws?watch=voice,voice:user:4&off-after=24h", "0")) {
            room.voice(ALICE, true);
            assertThat(prompt.nextText()).isEqualTo("1");
            assertThat(patient.nextText()).isEqualTo("1");
            room.voice(ALICE, false);
            assertThat(prompt.nextText()).isEqualTo("0");
            room.voice(BOB, true);
            assertThat(prompt.nextText()).isEqualTo("1");
            Thread stopping = Thread.ofVirtual().start(room::close);
            assertThat(patient.nextText())
                    .as("what it is told at the stop, nothing before")
                    .isEqualTo("0");
            assertThat(patient.next().closeCode()).isEqualTo(1001);
            patient.frame(RawBoard.CLOSE, "");
            assertThat(prompt.nextText()).isEqualTo("0");
            prompt.frame(RawBoard.CLOSE, "");
            assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void givenOffAfterThenTheBoardGoesDarkOnceItHasPassed() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard board = shown(room, "/ws?off-after=300ms", "0")) {
            room.voice(ALICE, true);
            assertThat(board.nextText()).isEqualTo("1");
            long left = System.nanoTime();
            room.voice(ALICE, false);
            assertThat(board.nextText()).isEqualTo("0");
            assertThat(Duration.ofNanos(System.nanoTime() - left)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void givenABoardThatLeavesWhileItsLightWaitsToGoOutThenHomeForgetsItAll() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled()) {
            RawBoard board = shown(room, "/ws?watch=voice:user:3&off-after=24h", "0");
            room.voice(ALICE, true);
            assertThat(board.nextText()).isEqualTo("1");
            room.voice(ALICE, false);
            board.close();
            Await.until("nothing is watched", () -> room.watchedRules() == 0);
            try (RawBoard next = shown(room, "/ws?watch=voice:user:3&off-after=24h", "0")) {
                assertThat(next.status()).isEqualTo(101);
            }
        }
    }

    @Test
    void givenARuleAndADelayOfTheAddressThenTheUrlGoesBeforeEach() throws Exception {
        try (BoardsRoom room = BoardsRoom.withBoardsHere("voice & voice:user:3", Duration.ofHours(1));
                RawBoard plain = shown(room, "/ws", "0");
                RawBoard prompt = shown(room, "/ws?off-after=0s", "0");
                RawBoard other = shown(room, "/ws?watch=!voice:user:3", "1")) {
            room.voice(ALICE, true);
            assertThat(plain.nextText()).isEqualTo("1");
            assertThat(prompt.nextText()).isEqualTo("1");
            room.voice(ALICE, false);
            assertThat(prompt.nextText()).isEqualTo("0");
            room.voice(ALICE, true);
            assertThat(prompt.nextText()).isEqualTo("1");
            Thread stopping = Thread.ofVirtual().start(room::close);
            assertThat(plain.nextText()).isEqualTo("0");
            assertThat(plain.next().closeCode()).isEqualTo(1001);
            assertThat(other.nextText())
                    .as("what it is told at the stop, nothing before")
                    .isEqualTo("0");
            assertThat(other.next().closeCode()).isEqualTo(1001);
            plain.frame(RawBoard.CLOSE, "");
            prompt.frame(RawBoard.CLOSE, "");
            other.frame(RawBoard.CLOSE, "");
            assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "watch=voice%20%26%20mutd:user:3; voice & ^mutd:user:3; no such signal",
                "watch=(voice; ^(voice; never closed",
                "watch=; ^; a rule is missing",
                "watch=voice&!muted:user:3; voice^&!muted:user:3; written %26",
                "watch=voice&voice>=2; voice^&voice>=2; written %26",
                "watch=voice&(voice:user:3); voice^&(voice:user:3); written %26",
            })
    void givenAMistakeThenTheAnswerIs404AndTheLogPointsAtIt(String query, String marked, String reason)
            throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                LogEvents log = LogEvents.ours();
                RawBoard board = RawBoard.open(room.door.address().getPort(), "/ws?" + query)) {
            assertThat(board.status()).isEqualTo(404);
            assertThat(log.texts("board_watch_malformed").getFirst())
                    .contains(marked)
                    .contains(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "", "-1s", "86401s", "25h", "soon"})
    void givenADelayThatIsNoneThenTheAnswerIs404AndTheLogSaysWhatIsExpected(String offAfter) throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                LogEvents log = LogEvents.ours();
                RawBoard board = RawBoard.open(room.door.address().getPort(), "/ws?off-after=" + offAfter)) {
            assertThat(board.status()).isEqualTo(404);
            assertThat(log.count("board_off_after_malformed")).isEqualTo(1);
        }
    }

    @Test
    void givenARuleWithOneSignalThatIsNotAllowedThenAllOfItIsRefused() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard board =
                        RawBoard.open(room.door.address().getPort(), "/ws?watch=voice,voice%26camera:user:3")) {
            assertThat(board.status()).isEqualTo(403);
        }
    }
}
