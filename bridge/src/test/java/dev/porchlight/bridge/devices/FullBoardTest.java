package dev.porchlight.bridge.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.Await;
import dev.porchlight.bridge.testing.RawBoard;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A board that does not read: it must cost nobody anything, and learn the present once it reads again. */
class FullBoardTest {

    private static final long ALICE = 3;

    @Test
    void givenABoardThatDoesNotReadThenChangesAreConflatedAndTheNewestArrivesWhenItReads() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard deaf = room.board();
                RawBoard healthy = room.board()) {
            Await.until("both boards", () -> room.boards.counts().boards() == 2);
            assertThat(healthy.nextText()).isEqualTo("OK");
            assertThat(healthy.nextText()).isEqualTo("0");

            long changes = 0;
            while (room.boards.counts().conflations() < 10) {
                room.voice(ALICE, true);
                assertThat(healthy.nextText()).isEqualTo("1"); // the full one delays nobody
                room.voice(ALICE, false);
                assertThat(healthy.nextText()).isEqualTo("0");
                changes += 2;
                // With the kernel's own buffers this would take hundreds of thousands: an evening, replayed to a board.
                assertThat(changes).as("changes until its socket is full").isLessThan(50_000);
            }
            room.voice(ALICE, true);
            changes++;
            assertThat(healthy.nextText()).isEqualTo("1");

            assertThat(deaf.nextText()).isEqualTo("OK");
            long received = 0;
            String last = "";
            while (!deaf.silentFor(Duration.ofMillis(500))) {
                last = deaf.nextText();
                received++;
            }
            assertThat(last).as("the present, once it has read everything").isEqualTo("1");
            long conflated = room.boards.counts().conflations();
            assertThat(received)
                    .as("all but what was conflated")
                    .isBetween(changes - 2 * conflated, changes - conflated + 1);
        }
    }

    @Test
    void givenAThousandChangesInARowThenTheLastOneIsWhatTheBoardShows() throws Exception {
        try (BoardsRoom room = BoardsRoom.settled();
                RawBoard board = room.board()) {
            assertThat(board.nextText()).isEqualTo("OK");
            assertThat(board.nextText()).isEqualTo("0");
            for (int round = 0; round < 20; round++) {
                boolean on = round % 2 == 0;
                for (int i = 0; i < 1_000; i++) {
                    room.voice(ALICE, i % 2 == 0);
                }
                room.voice(ALICE, on);
                String last = "";
                while (!board.silentFor(Duration.ofMillis(50))) {
                    last = board.nextText();
                }
                assertThat(last.isEmpty() || last.equals(on ? "1" : "0"))
                        .as("round %d ended with %s", round, last)
                        .isTrue();
                assertThat(room.boards.counts().deliveries()).isPositive();
            }
        }
    }
}
