package dev.porchlight.sim.junit;

import static dev.porchlight.sim.junit.PorchlightExtensionTest.JAR;
import static dev.porchlight.sim.junit.PorchlightExtensionTest.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;

/** A failing test says what the bridge said; and whatever fails, all is taken away in the right order. */
class FailureReportTest {
    private static volatile RunningBridge seen;

    @BeforeAll
    static void makeTheJar() throws IOException {
        PorchlightExtensionTest.makeTheJar();
    }

    @Simulated
    @Porchlight(jar = JAR)
    static class FailsBesideABridge {
        @Test
        void test(RunningBridge bridge, SimBoard lamp) {
            seen = bridge;
            bridge.awaitLog("board came", PATIENCE);
            assertEquals("on", "off", "the lamp");
        }
    }

    @Test
    void givenAFailureThenItsMessageHasTheBridgesLinesAndTheRestOfItIsAsItWas() {
        Throwable failure = Kit.failure(FailsBesideABridge.class);
        assertThat(failure)
                .hasMessageStartingWith("the lamp ==> expected: <on> but was: <off>\n\nThe bridge (process ")
                .hasMessageContaining("It is running; it said:")
                .hasMessageContaining("INFO  door listening address=127.0.0.1:" + seen.port())
                .hasMessageEndingWith("    board came\n");
        assertThat(failure).isInstanceOfSatisfying(AssertionFailedError.class, difference -> {
            assertThat(difference.getExpected().getValue()).isEqualTo("on");
            assertThat(difference.getActual().getValue()).isEqualTo("off");
        });
        assertThat(failure).hasCauseExactlyInstanceOf(AssertionFailedError.class);
        assertThat(failure.getStackTrace()).isEqualTo(failure.getCause().getStackTrace());
    }

    @Test
    void givenAFailureThenBoardsGoBeforeTheBridgeAndTheBridgeBeforeDiscord() {
        Kit.failure(FailsBesideABridge.class);
        assertThat(seen.log().substring(seen.log().indexOf("board came")))
                .isEqualTo("board came\nboard went\nasked to stop, boards 0, Discord there\n");
    }

    @Simulated
    @Porchlight(jar = JAR)
    static class FailsWithoutAnAssertion {
        @BeforeEach
        void before(RunningBridge bridge) throws IOException {
            seen = bridge;
            throw new IOException("the lamp fell");
        }

        @Test
        void test() {}
    }

    @Simulated
    @Porchlight(jar = JAR)
    static class FailsAfterwards {
        @Test
        void test(RunningBridge bridge) {
            bridge.kill();
            bridge.exitCode(PATIENCE);
        }

        @AfterEach
        void after() {
            throw new IllegalStateException("too late");
        }
    }

    @Test
    void givenAnythingThatIsThrownBeforeOrAfterATestThenItHasTheBridgesLinesToo() {
        assertThat(Kit.failure(FailsWithoutAnAssertion.class))
                .hasMessageStartingWith("java.io.IOException: the lamp fell\n\nThe bridge")
                .hasMessageContaining("door listening")
                .hasCauseInstanceOf(IOException.class);
        assertThat(seen.isRunning()).isFalse();
        assertThat(Kit.failure(FailsAfterwards.class))
                .hasMessageStartingWith("java.lang.IllegalStateException: too late")
                .hasMessageContaining("Its exit code was 137; it said:");
    }

    @Simulated
    @Porchlight(jar = JAR)
    static class IsSkipped {
        @Test
        void test(RunningBridge bridge) {
            seen = bridge;
            abort("not today");
        }
    }

    @Simulated
    static class HasNoBridge {
        @Test
        void test(SimDiscord discord) {
            throw new IllegalStateException("as it is");
        }
    }

    @Test
    void aSkippedTestIsStillSkippedAndAFailureWithoutABridgeIsLeftAsItIs() {
        EngineExecutionResults results = Kit.run(IsSkipped.class);
        assertThat(Kit.skipped(results)).isEqualTo(1);
        assertThat(seen.isRunning()).isFalse();
        assertThat(Kit.failure(HasNoBridge.class))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("as it is");
    }

    @Simulated
    static class DoesNotStop {
        @Test
        void test(
                @Porchlight(jar = JAR, settings = "STAND_IN=stubborn", stopWithinSeconds = 1) RunningBridge bridge,
                SimDiscord discord) {
            seen = bridge;
            discordSeen = discord;
        }
    }

    private static volatile SimDiscord discordSeen;

    @Test
    void givenABridgeThatDoesNotStopThenItIsKilledTheTestFailsAndTheRestIsStoppedToo() throws Exception {
        assertThat(Kit.failure(DoesNotStop.class))
                .cause()
                .isInstanceOf(BridgeFailed.class)
                .hasMessageContaining("did not stop within 1 s of SIGTERM and was killed")
                .hasMessageContaining("door listening");
        assertThat(seen.isRunning()).isFalse();
        assertThat(seen.directory()).doesNotExist();
        assertThat(discordSeen.sessions()).isZero();
        try (ServerSocket free = new ServerSocket(discordSeen.port())) {
            assertThat(free.isBound()).isTrue();
        }
    }

    @Test
    void givenABridgeThatTalksAndTalksThenItsFirstAndNewestLinesAreKept() {
        try (RunningBridge bridge =
                RunningBridge.builder().jar(JAR).setting("STAND_IN", "chatty").start()) {
            assertThat(bridge.log())
                    .contains("\nline 0 of", "\nline 39999 of", " characters left out …\n", "listening")
                    .doesNotContain("\nline 20000 of")
                    .hasSizeLessThan(BridgeOutput.FIRST + 2 * BridgeOutput.NEWEST + 100);
            List<String> told = bridge.report().lines().toList();
            assertThat(told).hasSize(61);
            assertThat(told.getFirst()).isEqualTo("It is running; it said:");
        }
    }

    @Test
    void givenATestJvmThatIsKilledThenItsBridgeGoesWithIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv here");
        Process tests = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Orphan.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long pid = Long.parseLong(tests.inputReader().readLine());
            ProcessHandle bridge = ProcessHandle.of(pid).orElseThrow();
            tests.destroyForcibly();
            bridge.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            tests.destroyForcibly();
        }
    }

    /** Starts a bridge and waits to be killed. */
    static final class Orphan {
        private Orphan() {}

        public static void main(String[] arguments) {
            RunningBridge bridge = RunningBridge.builder().jar(JAR).start();
            System.out.println(bridge.pid());
            bridge.exitCode(Duration.ofMinutes(2));
        }
    }
}
