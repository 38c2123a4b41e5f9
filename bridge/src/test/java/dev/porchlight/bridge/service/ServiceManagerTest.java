package dev.porchlight.bridge.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.testing.LogEvents;
import dev.porchlight.bridge.testing.NotifySocket;
import dev.porchlight.bridge.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches systemd's socket, sent by the real program systemd-notify. */
class ServiceManagerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration USUAL = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong();

    @BeforeEach
    void needSystemdNotify() {
        Tools.need("systemd-notify");
    }

    @Test
    void givenASocketThenItHearsOfReadyOfAChangedLineAndOfTheStop() throws Exception {
        try (NotifySocket systemd = path()) {
            ServiceManager manager = manager(systemd, Map.of());
            manager.ready(() -> "Discord not connected, 0 boards");
            assertThat(heard(systemd)).containsExactly("READY=1", "STATUS=Discord not connected, 0 boards");
            manager.stopping();
            assertThat(heard(systemd)).containsExactly("STOPPING=1", "STATUS=Stopping");
        }
    }

    @Test
    void givenAnAbstractSocketThenItHearsTheSame() throws Exception {
        try (NotifySocket systemd =
                NotifySocket.open("@porchlight-test-" + ProcessHandle.current().pid())) {
            manager(systemd, Map.of()).ready(() -> "here");
            assertThat(heard(systemd)).containsExactly("READY=1", "STATUS=here");
        }
    }

    @Test
    void givenALineThatChangesOftenThenItIsToldEveryFiveSecondsAndOnlyWhenItIsAnotherOne() throws Exception {
        try (NotifySocket systemd = path()) {
            ServiceManager manager = manager(systemd, Map.of());
            manager.ready(() -> "a");
            assertThat(heard(systemd)).contains("STATUS=a");
            pass(Duration.ofMillis(4_999));
            manager.look(true, () -> "b");
            pass(Duration.ofMillis(1));
            manager.look(true, () -> "c");
            pass(USUAL);
            manager.look(true, () -> "c");
            pass(USUAL);
            manager.look(true, () -> "d");
            assertThat(heard(systemd)).containsExactly("STATUS=c");
            assertThat(heard(systemd)).containsExactly("STATUS=d");
        }
    }

    @Test
    void givenAWatchdogThenItIsFedThreeTimesAPeriodWhileEverythingWorks() throws Exception {
        try (NotifySocket systemd = path()) {
            ServiceManager manager = manager(systemd, Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", self()));
            assertThat(manager.lookEvery(USUAL)).isEqualTo(USUAL);
            manager.ready(() -> "a");
            assertThat(heard(systemd)).contains("READY=1");
            pass(Duration.ofMillis(19_999));
            manager.look(true, () -> "a");
            pass(Duration.ofMillis(1));
            manager.look(false, () -> "stuck"); // not fed
            pass(USUAL);
            manager.look(true, () -> "stuck");
            assertThat(heard(systemd)).containsExactly("STATUS=stuck");
            assertThat(heard(systemd)).containsExactly("WATCHDOG=1");
            pass(Duration.ofSeconds(20));
            manager.look(true, () -> "a");
            assertThat(heard(systemd)).containsExactly("WATCHDOG=1", "STATUS=a");
        }
    }

    @ParameterizedTest
    @CsvSource({"1500000, 500", "15000000, 5000", "90000000, 5000", "1, 100"})
    void givenAWatchdogThenTheLoopsAreLookedAtAsOftenAsItTakes(String micros, long millis) throws Exception {
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/nowhere", "WATCHDOG_USEC", micros);
        assertThat(ServiceManager.of(environment, now::get).lookEvery(USUAL)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-5", "soon", "9223372036854775807", ""})
    void givenAWatchdogOfAnotherProcessOrNoNumberThenNothingIsFed(String micros) throws Exception {
        boolean others = micros.equals("1");
        try (NotifySocket systemd = path()) {
            ServiceManager manager =
                    manager(systemd, Map.of("WATCHDOG_USEC", micros, "WATCHDOG_PID", others ? "1" : self()));
            manager.ready(() -> "a");
            pass(Duration.ofDays(1));
            manager.look(true, () -> "a");
            manager.stopping();
            assertThat(heard(systemd)).contains("READY=1");
            assertThat(heard(systemd)).contains("STOPPING=1");
        }
    }

    @Test
    void givenNobodyWhoListensThenItIsLoggedOnceInARowAndNothingElseHappens() throws Exception {
        try (LogEvents log = LogEvents.ours()) {
            ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", directory + "/gone"), now::get);
            manager.ready(() -> "a");
            pass(USUAL);
            manager.look(true, () -> "b");
            manager.stopping();
            assertThat(log.texts("systemd_not_told"))
                    .singleElement()
                    .asString()
                    .contains("systemd-notify", "exit code 1");
        }
    }

    @Test
    void givenASystemdThatDidNotHearThatItIsReadyThenItIsSaidAgain() throws Exception {
        ServiceManager manager = ServiceManager.of(
                Map.of("NOTIFY_SOCKET", directory + "/notify", "WATCHDOG_USEC", "60000000", "WATCHDOG_PID", self()),
                now::get);
        manager.ready(() -> "a");
        try (NotifySocket systemd = path()) {
            pass(USUAL);
            manager.look(false, () -> "stuck");
            assertThat(heard(systemd)).containsExactly("STATUS=stuck");
            pass(USUAL);
            manager.look(true, () -> "a");
            assertThat(heard(systemd)).contains("READY=1", "STATUS=a");
            pass(Duration.ofSeconds(20));
            manager.look(true, () -> "a");
            assertThat(heard(systemd)).containsExactly("WATCHDOG=1");
        }
    }

    @Test
    void givenAWatchdogThatDidNotGetItsFoodThenItIsFedAtTheNextLook() throws Exception {
        ServiceManager manager;
        try (NotifySocket systemd = path()) {
            manager = manager(systemd, Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", self()));
            manager.ready(() -> "a");
            assertThat(heard(systemd)).contains("READY=1");
        }
        Files.delete(directory.resolve("notify"));
        pass(Duration.ofSeconds(20));
        manager.look(true, () -> "a");
        try (NotifySocket systemd = path()) {
            pass(USUAL);
            manager.look(true, () -> "a");
            assertThat(heard(systemd)).containsExactly("WATCHDOG=1");
        }
    }

    @Test
    void givenNoSocketThenNobodyIsToldAndNotEvenTheLineIsMade() throws Exception {
        try (LogEvents log = LogEvents.ours()) {
            ServiceManager manager = ServiceManager.of(Map.of("WATCHDOG_USEC", "1000000"), now::get);
            manager.ready(() -> {
                throw new AssertionError("made a line for nobody");
            });
            manager.look(true, () -> {
                throw new AssertionError("made a line for nobody");
            });
            manager.stopping();
            assertThat(manager.lookEvery(USUAL)).isEqualTo(USUAL);
            assertThat(log.count("systemd_not_told")).isZero();
        }
    }

    @Test
    void givenAStopBeforeItWasUpThenNothingIsSaid() throws Exception {
        try (NotifySocket systemd = path()) {
            ServiceManager manager = manager(systemd, Map.of());
            manager.stopping();
            manager.ready(() -> "a");
            assertThat(heard(systemd)).contains("READY=1");
        }
    }

    private NotifySocket path() throws InterruptedException {
        return NotifySocket.open(directory + "/notify");
    }

    private ServiceManager manager(NotifySocket socket, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("NOTIFY_SOCKET", socket.name());
        return ServiceManager.of(environment, now::get);
    }

    private static String self() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static List<String> heard(NotifySocket systemd) throws InterruptedException {
        return systemd.next(PATIENCE).orElseThrow();
    }
}
