package dev.porchlight.sim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.porchlight.sim.boards.Profile;
import dev.porchlight.sim.boards.SimBoard;
import dev.porchlight.sim.boards.SimBoards;
import dev.porchlight.sim.discord.SimDiscord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a test may ask for, how long it lives, and that nothing of it stays. */
class PorchlightExtensionTest {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String JAR = "target/stand-in/stand-in.jar";

    private static final List<Object> SEEN = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void makeTheJar() throws IOException {
        StandIn.jar(Files.createDirectories(Path.of(JAR).getParent()));
    }

    @BeforeEach
    void nothingSeen() {
        SEEN.clear();
    }

    private static <T> T seen(Class<T> type, int index) {
        return type.cast(SEEN.get(index));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Simulated
    static class AsksForADiscord {
        @BeforeEach
        void before(SimDiscord discord) {
            SEEN.add(discord);
        }

        @Test
        void one(SimDiscord discord) {
            assertThat(SEEN).last().isSameAs(discord);
            assertThat(answers(discord.port())).isTrue();
        }

        @Test
        void two(SimDiscord discord) {
            assertThat(SEEN).last().isSameAs(discord);
        }

        @AfterEach
        void after(SimDiscord discord) {
            assertThat(SEEN).last().isSameAs(discord);
            assertThat(answers(discord.port())).isTrue();
        }
    }

    @Test
    void givenATestThatAsksForADiscordThenItHasOneOfItsOwnWhichStopsWithIt() {
        Kit.allSucceed(AsksForADiscord.class, 2);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(SEEN).noneMatch(discord -> answers(((SimDiscord) discord).port()));
    }

    @ExtendWith(PorchlightExtension.class)
    static class AsksForEverything {
        @Test
        void test(
                @Board(Profile.ESP32) SimBoard first,
                SimDiscord discord,
                SimBoard second,
                @Porchlight(jar = JAR, settings = "VOICE_COUNT_BOTS=true", jvmFlags = "-Dflag=up") RunningBridge bridge,
                SimBoards boards,
                RunningBridge sameBridge)
                throws Exception {
            assertThat(sameBridge).isSameAs(bridge);
            assertThat(boards.all()).containsExactly(first, second);
            assertThat(first.profile()).isEqualTo(Profile.ESP32);
            assertThat(second.profile()).isEqualTo(Profile.ESP8266);
            assertThat(answers(bridge.port())).isTrue();
            assertThat(bridge.log())
                    .contains("given DISCORD_TOKEN=" + discord.token() + "\n")
                    .contains("given DISCORD_API_URL=" + discord.apiUrl() + "\n")
                    .contains("given DISCORD_GATEWAY_URL=" + discord.gatewayUrl() + "\n")
                    .contains("given ESP_AUTH_TOKEN=" + bridge.boardToken() + "\n")
                    .contains("given DATA_DIR=" + bridge.directory().resolve("data") + "\n")
                    .contains("given HOST=127.0.0.1\n")
                    .contains("given VOICE_COUNT_BOTS=true\n")
                    .contains("flag up arguments \n")
                    .doesNotContain("given PATH", "given HOME");
            bridge.awaitLog("board came\nboard came", PATIENCE);
            SEEN.addAll(List.of(bridge, bridge.directory()));
        }
    }

    @Test
    void givenATestThatAsksForEverythingThenAllOfItBelongsTogetherAndIsGoneAfterwards() {
        Kit.allSucceed(AsksForEverything.class, 1);
        assertThat(seen(RunningBridge.class, 0).isRunning()).isFalse();
        assertThat(seen(Path.class, 1)).doesNotExist();
    }

    @Simulated
    @Porchlight(jar = JAR)
    static class StaticFields {
        @Simulated
        static SimDiscord discord;

        @Simulated
        static RunningBridge bridge;

        @Board
        static SimBoard lamp;

        @Simulated
        SimBoards boards;

        @RepeatedTest(2)
        void test(SimDiscord sameDiscord, RunningBridge sameBridge, @Board SimBoard mine) {
            assertThat(sameDiscord).isSameAs(discord);
            assertThat(sameBridge).isSameAs(bridge);
            assertThat(boards.all()).contains(lamp).doesNotContain(mine);
            SEEN.addAll(List.of(discord, bridge, lamp, mine));
        }

        @Nested
        class Inner {
            @Test
            void test(RunningBridge sameBridge, SimDiscord sameDiscord) {
                assertThat(sameDiscord).isSameAs(discord);
                assertThat(sameBridge).isSameAs(bridge);
            }
        }
    }

    @Test
    void givenStaticFieldsThenTheyLiveForTheClassAndAreFoundByItsTestsAndNestedClasses() {
        for (int run = 0; run < 2; run++) {
            SEEN.clear();
            Kit.allSucceed(StaticFields.class, 3);
            assertThat(SEEN.subList(0, 3)).isEqualTo(SEEN.subList(4, 7));
            assertThat(SEEN.get(3)).isNotSameAs(SEEN.get(7));
            assertThat(answers(seen(SimDiscord.class, 0).port())).isFalse();
            assertThat(seen(RunningBridge.class, 1).isRunning()).isFalse();
        }
    }

    @Simulated
    static class InstanceFields {
        @Simulated
        private final SimDiscord mine = SimDiscord.builder().token("my-own").start();

        @Porchlight(jar = JAR)
        RunningBridge bridge;

        InstanceFields() throws IOException {}

        @RepeatedTest(2)
        void test(SimDiscord discord) {
            assertThat(discord).isSameAs(mine);
            assertThat(bridge.log()).contains("given DISCORD_TOKEN=my-own\n");
            SEEN.add(discord);
        }
    }

    @Test
    void givenAFieldWithAValueThenItIsTheOneOfTheTestAndIsStoppedToo() {
        Kit.allSucceed(InstanceFields.class, 2);
        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
        assertThat(SEEN).noneMatch(discord -> answers(((SimDiscord) discord).port()));
    }

    @Simulated
    @TestInstance(Lifecycle.PER_CLASS)
    static class OneInstance {
        private final SimDiscord given;

        @Simulated
        private SimDiscord field;

        OneInstance(SimDiscord given) {
            this.given = given;
        }

        @RepeatedTest(2)
        void test(SimDiscord discord) {
            assertThat(discord).isSameAs(given).isSameAs(field);
            assertThat(answers(discord.port())).isTrue();
            SEEN.add(discord);
        }
    }

    @Simulated
    static class ManyInstances {
        private final SimDiscord given;

        ManyInstances(SimDiscord given) {
            this.given = given;
        }

        @RepeatedTest(2)
        void test(SimDiscord discord) {
            assertThat(discord).isSameAs(given);
            SEEN.add(discord);
        }
    }

    @Test
    void whatAConstructorAsksForLivesAsLongAsTheInstance() {
        Kit.allSucceed(OneInstance.class, 2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
        Kit.allSucceed(ManyInstances.class, 2);
        assertThat(SEEN.get(2)).isNotSameAs(SEEN.get(3));
        assertThat(SEEN).noneMatch(discord -> answers(((SimDiscord) discord).port()));
    }

    @Simulated
    static class SeveralBridges {
        @BeforeEach
        void before(@Porchlight(jar = JAR) RunningBridge bridge) {
            SEEN.add(bridge);
        }

        @Test
        void test(
                @Porchlight(jar = JAR) RunningBridge same,
                @Porchlight(jar = JAR, settings = "PORT=0") RunningBridge other,
                @Porchlight(jar = JAR, discord = false) BridgeBuilder builder) {
            assertThat(SEEN).last().isSameAs(same);
            assertThat(other).isNotSameAs(same);
            RunningBridge third =
                    builder.without("ESP_AUTH_TOKEN").arguments("run").launch();
            assertThat(third.port()).isNotEqualTo(other.port());
            assertThat(third.log()).contains("arguments run").doesNotContain("DISCORD_TOKEN", "ESP_AUTH_TOKEN");
            SEEN.addAll(List.of(other, third));
        }
    }

    @Test
    void givenSeveralBridgesThenTheSameAnnotationIsTheSameOneAndEachIsStopped() {
        Kit.allSucceed(SeveralBridges.class, 1);
        assertThat(SEEN).hasSize(3).noneMatch(bridge -> ((RunningBridge) bridge).isRunning());
    }

    private static final CyclicBarrier ALL_AT_ONCE = new CyclicBarrier(4);

    @Simulated
    static class SideBySide {
        @Simulated
        static SimBoards everybodys;

        @RepeatedTest(4)
        void test(SimBoards boards, SimDiscord mine, @Porchlight(jar = JAR) RunningBridge bridge) throws Exception {
            ALL_AT_ONCE.await(60, TimeUnit.SECONDS);
            assertThat(boards).isSameAs(everybodys);
            assertThat(bridge.log()).contains("given DISCORD_API_URL=" + mine.apiUrl() + "\n");
            SEEN.add(mine);
            ALL_AT_ONCE.await(60, TimeUnit.SECONDS);
            assertThat(answers(mine.port())).isTrue();
            assertThat(bridge.isRunning()).isTrue();
        }
    }

    @Test
    void givenTestsThatRunSideBySideThenEachHasItsOwn() {
        Kit.allSucceed(
                Kit.run(
                        SideBySide.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4")),
                4);
        assertThat(SEEN).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void givenEverythingThatTestsCanAskForThenNoThreadAndNoProcessStays() {
        Set<Long> processes = children();
        Set<Thread> threads = simThreads();
        Kit.allSucceed(AsksForEverything.class, 1);
        Kit.run(FailureReportTest.FailsBesideABridge.class);
        Kit.run(BridgeStartTest.Fails.class);
        assertThat(simThreads()).isEqualTo(threads);
        assertThat(children()).isEqualTo(processes);
    }

    private static Set<Long> children() {
        Set<Long> pids = ConcurrentHashMap.newKeySet();
        ProcessHandle.current().descendants().map(ProcessHandle::pid).forEach(pids::add);
        return pids;
    }

    /** Ours have names; virtual ones end with their sockets. */
    private static Set<Thread> simThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sim-"))
                .forEach(threads::add);
        return threads;
    }

    @Simulated
    static class FieldsThatCannotBe {
        @Simulated
        static SimDiscord stale = SimDiscord.start();

        @Test
        void test() {}
    }

    @Simulated
    static class FieldOfAnotherType {
        @Simulated
        String text;

        @Test
        void test() {}
    }

    @Test
    void aFieldThatCannotBeSimulatedIsNamedWithTheReason() {
        try (SimDiscord stale = FieldsThatCannotBe.stale) {
            assertThat(Kit.failure(FieldsThatCannotBe.class)).hasMessageContaining("stale has a value");
            assertThat(answers(stale.port())).isTrue();
        }
        assertThat(Kit.failure(FieldOfAnotherType.class))
                .hasMessageContaining("text")
                .hasMessageContaining("SimDiscord");
    }

    @Test
    void outsideOfATestTheSameBridgeCanBeHad() {
        try (SimDiscord discord = SimDiscord.start();
                RunningBridge bridge = RunningBridge.builder()
                        .jar(JAR)
                        .discord(discord)
                        .setting("APP_ENV", "prod")
                        .file("porchlight.properties", "a = b\n")
                        .start()) {
            assertThat(bridge.url()).endsWith(":" + bridge.port());
            assertThat(bridge.directory().resolve("porchlight.properties")).hasContent("a = b");
            assertThatThrownBy(() -> bridge.exitCode(Duration.ofMillis(1)))
                    .isInstanceOf(BridgeFailed.class)
                    .hasMessageContaining("still runs");
            bridge.terminate();
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(143);
            assertThat(bridge.log()).endsWith("asked to stop, boards 0, Discord there\n");
        }
    }
}
