package dev.porchlight.sim.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.UserError;
import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.boards.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckBoardTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PING = Duration.ofSeconds(3);
    private static final Duration PONG = Duration.ofSeconds(1);

    /** The whole dance, all profiles at once; a fifth of the stock heartbeat's times. */
    @Test
    void simulatedBoardsOfEveryProfileAreExactlyLikeStockOnes() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CheckReport>> reports = threads.invokeAll(Stream.of(Profile.values())
                    .map(profile -> (Callable<CheckReport>) () -> dance(profile))
                    .toList());
            for (Future<CheckReport> report : reports) {
                assertThat(report.get().findings()).as(report.get().toString()).isEmpty();
                assertThat(report.get().passed()).isTrue();
                assertThat(report.get().unchecked()).isEmpty();
                assertThat(report.get().unseen()).isEmpty();
            }
        }
    }

    private static CheckReport dance(Profile profile) throws IOException {
        SimBoard[] board = new SimBoard[1];
        CheckTiming timing = CheckTiming.quick().withPing(PING).withPong(PONG);
        try (CheckBoard check = CheckBoard.builder()
                        .token("s3cret")
                        .timing(timing)
                        .led(LedProbe.reading(() -> board[0].lit(), SOON))
                        .notesCount()
                        .listen();
                SimBoards boards = SimBoards.start(new Timing(Duration.ofMillis(5), SOON, PING, PONG, 2))) {
            board[0] = boards.add(profile, check.url(), "s3cret");
            return check.check(SOON);
        }
    }

    @Test
    void notesAreHarmlessUnlessTheBoardIsToBeStock() throws Exception {
        for (boolean stock : new boolean[] {false, true}) {
            CheckBoard.Builder builder = CheckBoard.builder().script(Script.parse("1"));
            try (CheckBoard check = (stock ? builder.notesCount() : builder).listen();
                    BadBoard board = new BadBoard(check.port())) {
                board.header("User-Agent", "mine");
                board.start();
                CheckReport report = check.check(SOON);
                assertThat(report.notes()).hasSize(1);
                assertThat(report.passed()).isEqualTo(!stock);
                assertThat(report.unseen()).containsExactly("1: LED on");
            }
        }
    }

    @Test
    void aBoardThatCannotBeLetInLeavesTheRestUnchecked() throws Exception {
        try (CheckBoard check = CheckBoard.builder()
                        .token("right")
                        .script(Script.parse("1\n0"))
                        .listen();
                BadBoard board = new BadBoard(check.port())) {
            board.start();
            CheckReport report = check.check(SOON);
            assertThat(report.passed()).isFalse();
            assertThat(report.unchecked()).containsExactly("1", "0");
        }
    }

    @Test
    void everyStepIsSaidAndOneCheckFollowsAnother() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        try (CheckBoard check = CheckBoard.builder()
                        .script(Script.parse("1 # on\n\n# nothing\ntext hello"))
                        .timing(CheckTiming.quick())
                        .progress(said::add)
                        .listen();
                SimBoards boards = SimBoards.start()) {
            boards.add(Profile.ESP32, check.url(), "any");
            assertThat(check.check(SOON).passed()).isTrue();
            assertThat(check.check(SOON).passed()).isTrue();
            assertThat(said)
                    .contains("[1/2] 1: the LED goes on", "        the LED should be ON now")
                    .filteredOn(line -> line.startsWith("[2/2] text hello"))
                    .hasSize(2);
        }
    }

    @Test
    void nobodyIsADeadlineMissed() {
        try (CheckBoard check = CheckBoard.listen(0)) {
            assertThatThrownBy(() -> check.check(Duration.ofMillis(50)))
                    .isInstanceOf(DeadlineMissed.class)
                    .hasMessageContaining("50 ms");
        }
    }

    @Test
    void garbageIsAFindingAndNoMore() throws Exception {
        CheckTiming timing = CheckTiming.quick().withPatience(Duration.ofSeconds(2));
        try (CheckBoard check =
                CheckBoard.builder().timing(timing).script(Script.parse("1")).listen()) {
            for (int seed = 0; seed < 20; seed++) {
                byte[] garbage = new byte[20_000];
                new Random(seed).nextBytes(garbage);
                Thread.ofVirtual().start(() -> pour(check.port(), garbage));
                assertThat(check.check(SOON).passed()).isFalse();
            }
            try (BadBoard board = new BadBoard(check.port())) {
                board.start();
                assertThat(check.check(SOON).passed())
                        .as("the next, a good one")
                        .isTrue();
            }
        }
    }

    /** Until it is taken in: a board that comes before the check is reset. */
    private static void pour(int port, byte[] garbage) {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(garbage);
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (IOException e) {
                if (e.getMessage().contains("refused")) {
                    return;
                }
            }
        }
    }

    @Test
    void aScriptThatMeansNothingIsNamedByItsLine() {
        for (String wrong :
                List.of("1\nblink", "wait soon", "text OTA:http://x", "text {", "close 7", "padded 2", "0 1")) {
            assertThatThrownBy(() -> Script.parse(wrong))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("Line " + (wrong.startsWith("1\n") ? 2 : 1));
        }
        assertThatThrownBy(() -> Script.parse("# nothing")).isInstanceOf(UserError.class);
    }
}
