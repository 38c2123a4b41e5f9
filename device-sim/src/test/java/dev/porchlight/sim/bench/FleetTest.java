package dev.porchlight.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both fleets and both HTTP clients against both floors: these have to be right before anything is compared with them. */
@Timeout(60)
class FleetTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestFloor floor;
    private Optional<NativeTools> client;

    private Fleets fleets(String clientLanguage, String floorLanguage) throws Exception {
        floor = switch (floorLanguage) {
            case "C" -> TestFloor.inC(CompiledTools.compiledOrSkip(), folder, 1);
            case "C split" -> TestFloor.inC(CompiledTools.compiledOrSkip(), folder, FloorSubject.SPLIT_THREADS);
            default -> TestFloor.inJava();
        };
        client = clientLanguage.equals("C") ? Optional.of(CompiledTools.compiledOrSkip()) : Optional.empty();
        return new Fleets(client, 8);
    }

    @AfterEach
    void stop() throws Exception {
        if (floor != null) {
            floor.close();
        }
    }

    @ParameterizedTest(name = "fleet in {0}, floor in {1}")
    @CsvSource({"Java,Java", "Java,C", "C,Java", "C,C", "C,C split"})
    void everyBoardGetsAChangeAndTheTimesAreOfTheFirstAndTheLast(String fleetIn, String floorIn) throws Exception {
        try (Fleet fleet = fleets(fleetIn, floorIn).open(floor.address(), 200);
                FloorControl control = new FloorControl(floor.address())) {
            long before = System.nanoTime();
            Fleet.Took took = fleet.connect(false, SOON);
            assertThat(took.cutNanos()).isBetween(0L, took.openedNanos());
            assertThat(took.nanos()).isBetween(took.cutNanos(), System.nanoTime() - before);

            for (int i = 0; i < 4; i++) {
                fleet.want(i % 2 == 0, SOON);
                control.tell(i % 2 == 0);
                Fleet.Shown shown = fleet.awaitAll();
                assertThat(shown.firstAt()).isBetween(control.toldAt(), shown.lastAt());
                assertThat(shown.lastAt()).isLessThanOrEqualTo(System.nanoTime());
                assertThat(control.awaitWritten()).isPositive();
            }
        }
    }

    @ParameterizedTest(name = "fleet in {0}, floor in {1}")
    @CsvSource({"Java,Java", "Java,C", "C,Java", "C,C"})
    void aFleetThatIsCutComesBackWholeAndWithTheValueOfNow(String fleetIn, String floorIn) throws Exception {
        try (Fleet fleet = fleets(fleetIn, floorIn).open(floor.address(), 200);
                FloorControl control = new FloorControl(floor.address())) {
            fleet.connect(false, SOON);
            fleet.connect(false, SOON);
            fleet.cut();
            control.tell(true);
            control.awaitWritten();
            assertThat(fleet.connect(true, SOON).nanos()).isPositive();
        }
    }

    @ParameterizedTest(name = "fleet in {0}, floor in {1}")
    @CsvSource({"Java,Java", "Java,C", "C,Java", "C,C"})
    void boardsThatNeverGetTheirValueAreSaidWithTheirNumber(String fleetIn, String floorIn) throws Exception {
        try (Fleet fleet = fleets(fleetIn, floorIn).open(floor.address(), 5)) {
            assertThatThrownBy(() -> fleet.connect(true, Duration.ofMillis(300)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("of 5 boards only 0");
            fleet.connect(false, SOON);
            fleet.want(true, Duration.ofMillis(50));
            assertThatThrownBy(fleet::awaitAll).hasMessageContaining("of 5 boards only 0");
        }
    }

    @ParameterizedTest(name = "fleet in {0}, floor in {1}")
    @CsvSource({"Java,Java", "C,C"})
    void aDrainBeginsWhenEverythingHasBeenWritten(String fleetIn, String floorIn) throws Exception {
        try (Fleet fleet = fleets(fleetIn, floorIn).open(floor.address(), 200);
                FloorControl control = new FloorControl(floor.address())) {
            fleet.connect(false, SOON);
            long[] written = {0};
            long nanos = fleet.drain(
                    true,
                    () -> {
                        control.tell(true);
                        control.awaitWritten();
                        written[0] = System.nanoTime();
                    },
                    SOON);
            assertThat(nanos).isBetween(1L, System.nanoTime() - written[0]);
        }
    }

    @ParameterizedTest(name = "fleet in {0}, floor in {1}")
    @CsvSource({"Java,Java", "C,C"})
    void aServerThatGoesAwayInTheMidstOfAConnectIsSaidAtOnce(String fleetIn, String floorIn) throws Exception {
        Fleets fleets = fleets(fleetIn, floorIn);
        floor.close();
        try (Fleet fleet = fleets.open(floor.address(), 5)) {
            assertThatThrownBy(() -> fleet.connect(false, Duration.ofHours(1)))
                    .hasMessageContaining("of 5 boards only 0");
        }
    }

    @ParameterizedTest(name = "client in {0}, floor in {1}")
    @CsvSource({"Java,Java", "Java,C", "C,Java", "C,C"})
    void theHttpClientCountsWholeAnswersAndTheirTimes(String clientIn, String floorIn) throws Exception {
        fleets(clientIn, floorIn);
        try (Child server = Child.start(folder, "idle", Map.of(), List.of("sleep", "60"))) {
            HttpLoad.Rates rates = HttpLoad.measure(
                    client, floor.address(), "/healthz", 3, Duration.ofMillis(20), Duration.ofMillis(200), server);
            assertThat(rates.perSecond()).isPositive();
            assertThat(rates.p50Millis()).isPositive().isLessThanOrEqualTo(rates.p99Millis());
        }
    }
}
