package dev.porchlight.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.porchlight.sim.CommandRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetCommandTest {
    private final CommandRun run = new CommandRun();
    private ManyBoards server;

    @BeforeEach
    void start() throws Exception {
        server = new ManyBoards();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int boards(String... more) {
        List<String> arguments = new ArrayList<>(List.of("boards", "--url", server.url()));
        arguments.addAll(List.of(more));
        return run.run(arguments.toArray(String[]::new));
    }

    private void awaitBoards(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (server.boards() < count && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(server.boards()).isGreaterThanOrEqualTo(count);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aFleetThatIsLetInAndStaysPassesAndItsChangesAreMeasured() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> boards(
                "--token=s3cret",
                "--count=30",
                "--json",
                "--duration=10s",
                "--profile=esp32,esp8266",
                "--from=127.0.0.2-127.0.0.4"));
        awaitBoards(30);
        server.tell("1");
        assertThat(exit.get()).isZero();
        Map<String, Object> report = JSON.std.mapFrom(run.out());
        assertThat((Map<String, Object>) report.get("boards"))
                .containsEntry("count", 30)
                .containsEntry("stayed", 30)
                .containsEntry("lit", 30);
        assertThat((Map<String, Object>) report.get("changes"))
                .containsEntry("seen", 1)
                .containsEntry("complete", 1);
        assertThat((Map<String, Object>) report.get("connectToOkMillis")).containsKeys("p50", "p95", "p99", "max");
        assertThat(run.err()).contains("1/30 on");
        assertThat(server.addresses())
                .as("and the look whether somebody listens")
                .containsExactlyInAnyOrder("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.1");
    }

    @Test
    void aBoardThatIsDroppedFailsTheFleetThoughItComesBack() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(
                () -> boards("--token=s3cret", "--count=5", "--stock-storm", "--duration=10s"));
        awaitBoards(5);
        server.cutOne();
        assertThat(exit.get()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "drops               1, then reconnects 1",
                        "FAILED: of 5 boards only 4 were let in and stayed.");
    }

    @Test
    void aWrongTokenIsCountedAndFails() {
        assertThat(boards("--token=guessed", "--count=3", "--duration=5s")).isEqualTo(1);
        assertThat(run.out()).contains("never authorised 3").containsPattern("NOAUTHs [1-9]");
    }

    @Test
    void boardsBrokenOnPurposeAreNotJudged() {
        assertThat(boards(
                        "--token=s3cret",
                        "--count=10",
                        "--duration=5s",
                        "--faults=wrong-token=20%,slow=10%,reboot=100%/min"))
                .isZero();
        assertThat(run.out()).contains("broken on purpose").containsPattern("NOAUTHs [1-9]");
    }

    @Test
    void whereNobodyListensIs69() throws Exception {
        server.close();
        assertThat(boards("--token=s3cret", "--wait=300ms")).isEqualTo(69);
        assertThat(run.err()).contains("Nobody listens at 127.0.0.1:");
    }

    @Test
    void strangersAreNotLoadTestedByAccident() {
        assertThat(run.run("boards", "--url=ws://192.0.2.1/ws", "--token=t")).isEqualTo(78);
        assertThat(run.err()).contains("192.0.2.1 is neither this machine nor in a private network", "--anywhere");
    }

    @Test
    void wrongWordsAreUsageErrors() {
        assertThat(boards("--token=t", "--count=0")).isEqualTo(2);
        assertThat(boards("--token=t", "--profile=esp99")).isEqualTo(2);
        assertThat(boards("--token=t", "--faults=slow")).isEqualTo(2);
        assertThat(boards("--token=t", "--faults=slow=5%/min")).isEqualTo(2);
        assertThat(boards("--token=t", "--faults=reboot=5%")).isEqualTo(2);
        assertThat(boards("--token=t", "--faults=sleepy=5%")).isEqualTo(2);
        assertThat(boards("--token=t", "--from=10.0.0.1")).isEqualTo(2);
        assertThat(boards()).as("no token").isEqualTo(2);
        assertThat(run.err()).contains("there are slow=…%, stalled=…%", "reboot=…%/min");
    }
}
