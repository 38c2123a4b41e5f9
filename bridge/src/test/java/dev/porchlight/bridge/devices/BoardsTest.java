package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.bridge.testing.RawBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boards together: who joins, who leaves, who is told what. */
class BoardsTest {

    private static final long ALICE = 3;

    private static RawBoard shown(BoardsRoom room, String path, String value) throws Exception {
        RawBoard board = room.board(path);
        assertThat(board.nextText()).isEqualTo("OK");
        assertThat(board.nextText()).isEqualTo(value);
        return board;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void givenABoardThatLeavesThenTheOthersStillHearOfChanges(int leaver) throws Exception {
        try (BoardsRoom room = BoardsRoom.settled()) {
            List<RawBoard> boards = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                boards.add(shown(room, "/ws", "0"));
            }
            boards.remove(leaver).close();
            Await.until("it is gone", () -> room.boards.counts().boards() == 2);

            room.voice(ALICE, true);
            for (RawBoard board : boards.reversed()) {
                assertThat(board.nextText()).isEqualTo("1");
                board.close();
                int left = boards.indexOf(board);
                Await.until("it is gone", () -> room.boards.counts().boards() == left);
            }
            Await.until("nothing is watched", () -> room.watchedRules() == 0);
        }
    }

    @Test
    void givenASignalNobodyFollowsAnyMoreThenHomeDoesNotWatchItAnyMore() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled()) {
            RawBoard one = shown(room, "/ws?watch=voice:guild:1", "0");
            RawBoard other = shown(room, "/ws?watch=voice:guild:1", "0");
            RawBoard stranger = RawBoard.open(room.door.address().getPort(), "/ws?watch=voice:guild:2");
            assertThat(room.watchedRules())
                    .as("strangers make home watch nothing")
                    .isEqualTo(1);

            one.close();
            Await.until("one is gone", () -> room.boards.counts().boards() == 1);
            assertThat(room.watchedRules()).isEqualTo(1);
            other.close();
            stranger.close();
            Await.until("nothing is watched", () -> room.watchedRules() == 0);

            try (RawBoard again = shown(room, "/ws?watch=voice:guild:1", "0")) {
                room.voice(ALICE, true);
                assertThat(again.nextText()).isEqualTo("1");
            }
        }
    }

    @Test
    void givenBoardsThatComeAndGoWhileTheSignalFlipsThenTheOnesThatStayShowThePresent() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled()) {
            boolean on = false;
            for (int i = 0; i < 200; i++) {
                on = !on;
                RawBoard leaving = room.board();
                room.voice(ALICE, on);
                leaving.close();
                try (RawBoard staying = room.board()) {
                    assertThat(staying.nextText()).isEqualTo("OK");
                    String value = staying.nextText();
                    assertThat(value.equals(on ? "1" : "0")
                                    || staying.nextText().equals(on ? "1" : "0"))
                            .isTrue();
                }
            }
            Await.until("nothing is watched", () -> room.watchedRules() == 0);
        }
    }

    @Test
    void givenAWaitingBoardWhenHomeSettlesThenItIsToldAtOnce() throws Exception {
        try (BoardsRoom room = BoardsRoom.unsettled(OnStop.OFF);
                RawBoard board = room.board()) {
            assertThat(board.nextText()).isEqualTo("OK");
            long settled = System.nanoTime();
            room.settle(ALICE);
            assertThat(board.nextText()).isEqualTo("1");
            assertThat(Duration.ofNanos(System.nanoTime() - settled)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void givenAPlannedStopThenABoardStillWaitingForItsFirstValueIsToldOff() throws Exception {
        BoardsRoom room = BoardsRoom.unsettled(OnStop.OFF);
        try (RawBoard board = room.board()) {
            assertThat(board.nextText()).isEqualTo("OK");
            Thread stopping = Thread.ofVirtual().start(room::close);
            assertThat(board.nextText()).isEqualTo("0");
            assertThat(board.next().closeCode()).isEqualTo(1001);
            board.frame(RawBoard.CLOSE, "");
            assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(OnStop.class)
    void givenAPlannedStopThenADarkBoardIsToldGoodbyeOnly(OnStop onStop) throws Exception {
        BoardsRoom room = BoardsRoom.unsettled(onStop);
        room.settle();
        try (RawBoard board = shown(room, "/ws", "0")) {
            Thread stopping = Thread.ofVirtual().start(room::close);
            assertThat(board.next().closeCode()).isEqualTo(1001);
            board.frame(RawBoard.CLOSE, "");
            assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void givenAMistypedSignalThenABoardThatComesBackWithoutPauseIsSlowedDownAndTheLogSaysItOnce() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                LogEvents log = LogEvents.ours()) {
            int port = room.door.address().getPort();
            long started = System.nanoTime();
            for (int i = 0; i < 2; i++) {
                try (RawBoard board = RawBoard.open(port, "/ws?watch=oops")) {
                    assertThat(board.status()).isEqualTo(404);
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(3_900));
            assertThat(log.count("board_watch_malformed")).isEqualTo(1);
        }
    }

    @Test
    void givenTheDocumentedTimesThenTheseAreTheLimitsOfEachSocket() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled()) {
            assertThat(room.boards.limits().pingEvery()).isEqualTo(Duration.ofSeconds(15));
            assertThat(room.boards.limits().pingsMissed()).isEqualTo(2);
            assertThat(room.boards.limits().stallTime()).isEqualTo(Duration.ofSeconds(30));
            assertThat(room.boards.limits().messageBytes()).isEqualTo(512);
            assertThat(room.boards.limits().queuedBytes()).isEqualTo(256);
        }
    }
}
