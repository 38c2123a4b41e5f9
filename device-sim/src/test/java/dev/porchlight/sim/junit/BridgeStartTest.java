package dev.porchlight.sim.junit;

import static dev.porchlight.sim.junit.PorchlightExtensionTest.JAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.boards.SimBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge that does not start says what to do. */
class BridgeStartTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTheJar() throws IOException {
        PorchlightExtensionTest.makeTheJar();
    }

    private static BridgeBuilder standIn() {
        return RunningBridge.builder().jar(JAR);
    }

    @Simulated
    static class HasNoJar {
        @Test
        void test(@Porchlight(jar = "no/such/porchlight.jar") RunningBridge bridge) {}
    }

    @Test
    void givenAPathWithNoJarThenThePathIsNamedAndHowToMakeOne() {
        assertThat(Kit.failure(HasNoJar.class))
                .hasMessageContaining(
                        Path.of("no/such/porchlight.jar").toAbsolutePath().toString())
                .hasMessageContaining("mvn -DskipTests package");
    }

    @Test
    void theJarIsTheTestsElseThePropertysElseTheEnvironments() throws IOException {
        Path a = Files.createFile(folder.resolve("a.jar"));
        Path b = Files.createFile(folder.resolve("b.jar"));
        Path c = Files.createFile(folder.resolve("c.jar"));
        Properties properties = new Properties();
        properties.setProperty("porchlight.jar", b.toString());
        Map<String, String> environment = Map.of("PORCHLIGHT_JAR", c.toString());
        assertThat(BridgeJar.find(a.toString(), properties, environment)).isEqualTo(a);
        assertThat(BridgeJar.find("", properties, environment)).isEqualTo(b);
        assertThat(BridgeJar.find("", new Properties(), environment)).isEqualTo(c);
        assertThatThrownBy(() -> BridgeJar.find("", new Properties(), Map.of()))
                .isInstanceOf(BridgeFailed.class)
                .hasMessageContainingAll("@Porchlight(jar", "porchlight.jar", "PORCHLIGHT_JAR", "mvn");
        Files.delete(b);
        assertThatThrownBy(() -> BridgeJar.find("", properties, environment))
                .hasMessageContainingAll(b.toString(), "the system property porchlight.jar");
    }

    @Simulated
    static class Fails {
        @Test
        void test(@Porchlight(jar = JAR, settings = "STAND_IN=fails") RunningBridge bridge) {}
    }

    @Test
    void givenABridgeThatEndsThenItsExitCodeAndWordsAreTold() {
        assertThat(Kit.failure(Fails.class))
                .hasMessageContaining("The bridge ended before it listened. Its exit code was 78; it said:")
                .hasMessageContaining("    porchlight: PORT = http is not a port\n");
    }

    @Test
    void givenAJavaThatIsTooOldThenBothVersionsAndTheWayOutAreTold() throws IOException {
        Path jar = StandIn.jarOfTheFuture(folder);
        assertThatThrownBy(() -> RunningBridge.builder().jar(jar.toString()).start())
                .isInstanceOf(BridgeFailed.class)
                .hasMessageStartingWith("The bridge needs Java 76, and " + System.getProperty("java.home"))
                .hasMessageContaining(" is Java " + Runtime.version().feature() + ".")
                .hasMessageContaining("porchlight.java");
    }

    @Test
    void givenNoSuchJavaThenItIsNamed() {
        assertThatThrownBy(() -> standIn().java("/no/such/java").start())
                .isInstanceOf(BridgeFailed.class)
                .hasMessageContainingAll("/no/such/java", "porchlight.java");
    }

    @Test
    void givenABridgeThatNeverListensThenTheDeadlineIsToldAndItIsGone() throws IOException {
        Path jar = StandIn.jar(folder);
        BridgeBuilder silent = RunningBridge.builder()
                .jar(jar.toString())
                .setting("STAND_IN", "silent")
                .startWithin(Duration.ofSeconds(1));
        assertThatThrownBy(silent::start)
                .isInstanceOf(BridgeFailed.class)
                .hasMessageContainingAll("within 1 s", "startWithinSeconds", "It is running");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(child -> child.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains(jar.toString()));
    }

    @Simulated
    static class SettingsWithoutAValue {
        @Test
        void test(@Porchlight(jar = JAR, settings = "VOICE_COUNT_BOTS") RunningBridge bridge) {}
    }

    @Simulated
    static class NoTimeAtAll {
        @Test
        void test(@Porchlight(jar = JAR, startWithinSeconds = 0) RunningBridge bridge) {}
    }

    @Test
    void givenAnAnnotationThatMakesNoSenseThenItSaysWhich() {
        assertThat(Kit.failure(SettingsWithoutAValue.class))
                .hasMessageContainingAll("NAME=value", "\"VOICE_COUNT_BOTS\"");
        assertThat(Kit.failure(NoTimeAtAll.class)).hasMessageContaining("startWithinSeconds");
    }

    @Simulated
    static class BoardOfNothing {
        @Test
        void test(@Board SimBoard lamp) {}
    }

    @Simulated
    static class BoardOfNonsense {
        @Test
        void test(@Board(url = "http://127.0.0.1/") SimBoard lamp) {}
    }

    @Test
    void givenABoardWithNothingToConnectToThenItSaysWhatToGive() {
        assertThat(Kit.failure(BoardOfNothing.class))
                .hasMessageContainingAll("@Board(url", "or a bridge", "No porchlight.jar was named");
        assertThat(Kit.failure(BoardOfNonsense.class)).hasMessageContaining("http://127.0.0.1/");
    }
}
