package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {

    private static final LightSpec PORCH = light("light.porch", 17, Safe.OFF);
    private static final LightSpec EXIT = light("light.exit", 5, Safe.ON);
    private static final LightSpec SHELF = light("light.shelf", 6, Safe.HOLD);
    private static final RelaySpec SIGN = new RelaySpec(
            "relay.sign", Pin.parse("gpio:27"), true, Duration.ofHours(1), Duration.ZERO, RelaySpec.NO_LIMIT, Safe.OFF);
    private static final ButtonSpec DOOR =
            new ButtonSpec("button.door", Pin.parse("gpio:22"), Pull.UP, Duration.ofMillis(5), Duration.ofMillis(100));

    private final FaultyPins faulty = new FaultyPins();
    private final MemoryPins pins = faulty.memory;
    private final Told told = new Told();

    private static LightSpec light(String name, int bcm, Safe safe) {
        return new LightSpec(name, new Pin(bcm), false, false, 100, safe);
    }

    private Board open(Optional<Path> journal, LightSpec... lights) throws HardwareException {
        return Board.open(
                new BoardConfig(
                        BoardConfig.Provider.MEMORY, false, journal, List.of(lights), List.of(SIGN), List.of(DOOR)),
                faulty,
                told);
    }

    private static OutputState state(Board board, String name) {
        return board.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenWishesAndAPressWhenTheyComeThenPinsJournalAndListenerSeeThem(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("wall.jsonl");
        BlockingQueue<Press> presses = new LinkedBlockingQueue<>();
        try (Board board = open(Optional.of(journal), PORCH)) {
            board.onPress(presses::add);
            board.light("light.porch").show(Look.ON, System.nanoTime());
            Await.until(() -> pins.high(PORCH.pin()) > 0); // of two wishes at a time either may come first
            board.relay("relay.sign").want(true, 0);
            Await.until(() -> board.states().stream().allMatch(OutputState::on));
            assertThat(pins.high(PORCH.pin())).isEqualTo(PinDriver.FULL);
            assertThat(pins.high(SIGN.pin())).isZero();
            pins.level(DOOR.pin(), false);
            assertThat(presses.poll(30, TimeUnit.SECONDS))
                    .extracting(Press::button, Press::kind)
                    .containsExactly("button.door", Press.Kind.HOLD);
            assertThat(board.problems()).isEmpty();
        }
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines)
                .extracting(line ->
                        line.replaceAll(".*\"name\":\"([a-z.]+)\".*\"level\":(.).*\"on\":([a-z]+).*", "$1 $2 $3"))
                .containsExactly(
                        "light.porch 0 false",
                        "relay.sign 1 false",
                        "light.porch 1 true",
                        "relay.sign 0 true",
                        "light.porch 0 false",
                        "relay.sign 1 false");
        assertThat(lines.get(2))
                .matches(
                        "\\{\"at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\",\"nanos\":-?\\d+,"
                                + "\"name\":\"light.porch\",\"pin\":17,\"level\":1,\"on\":true,\"duty\":100,\"after_us\":\\d+}");
        assertThat(lines.get(3)).doesNotContain("after_us");
    }

    @Test
    void givenSafeStatesWhenOpenedAndWhenClosedThenEachOutputIsInItsOwn() throws Exception {
        Board board = open(Optional.empty(), PORCH, EXIT, SHELF);
        assertThat(pins.high(PORCH.pin())).isZero();
        assertThat(pins.high(EXIT.pin())).isEqualTo(PinDriver.FULL);
        assertThat(pins.high(SHELF.pin())).isEqualTo(-1);
        assertThat(pins.high(SIGN.pin())).isEqualTo(PinDriver.FULL);
        board.light("light.porch").show(new Look(true, Pattern.BLINK), 0);
        board.light("light.exit").show(Look.OFF, 0);
        board.light("light.shelf").show(Look.ON, 0);
        board.relay("relay.sign").want(true, 0);
        Await.until(() -> pins.high(EXIT.pin()) == 0 && pins.high(SHELF.pin()) > 0 && pins.high(SIGN.pin()) == 0);
        board.close();
        board.close();
        assertThat(pins.high(PORCH.pin())).isZero();
        assertThat(pins.high(EXIT.pin())).isEqualTo(PinDriver.FULL);
        assertThat(pins.high(SHELF.pin())).isEqualTo(PinDriver.FULL);
        // min-on is an hour, and no reason to leave it on.
        assertThat(pins.high(SIGN.pin())).isEqualTo(PinDriver.FULL);
    }

    @Test
    void givenOnePinThatThrowsWhenWishesComeThenItIsNamedTriedAgainAndTheOthersGoOn() throws Exception {
        faulty.broken.add(PORCH.pin());
        try (Board board = open(Optional.empty(), PORCH, EXIT)) {
            assertThat(state(board, "light.porch").degraded())
                    .hasValue("GPIO17 (pin 11) cannot be driven: no such device");
            board.light("light.porch").show(Look.ON, 0);
            board.light("light.exit").show(Look.OFF, 0);
            Await.until(() -> pins.high(EXIT.pin()) == 0);
            assertThat(board.problems())
                    .containsExactly("light.porch: GPIO17 (pin 11) cannot be driven: no such device");
            Await.until(() -> faulty.refused.get() >= 2);
            assertThat(told.of("pin_degraded")).hasSize(1);
            faulty.broken.clear();
            Await.until(() -> pins.high(PORCH.pin()) == PinDriver.FULL);
            Await.until(() -> board.problems().isEmpty());
            assertThat(told.of("pin_recovered")).hasSize(1);
        }
    }

    @Test
    void givenAnErrorOnTheThreadWhenItDiesThenTheOtherPinsAreSafeAndAllSayWhy() throws Exception {
        try (Board board = open(Optional.empty(), PORCH, EXIT, SHELF)) {
            board.light("light.exit").show(Look.OFF, 0);
            board.light("light.shelf").show(new Look(true, Pattern.FAST), 0);
            board.relay("relay.sign").want(true, 0);
            Await.until(() -> pins.high(EXIT.pin()) == 0 && pins.high(SIGN.pin()) == 0);
            faulty.deadly.set(PORCH.pin());
            board.light("light.porch").show(Look.ON, 0);
            Await.until(() -> !told.of("hardware_thread_ended").isEmpty());
            Await.until(() -> pins.high(EXIT.pin()) == PinDriver.FULL && pins.high(SIGN.pin()) == PinDriver.FULL);
            assertThat(board.states())
                    .allSatisfy(state -> assertThat(state.degraded()).hasValue("the hardware thread ended: injected"));
            assertThat(board.problems()).contains("the hardware thread ended: injected");
        }
    }

    @Test
    void givenAPinThatNeverComesBackWhenClosedThenTheOthersAreSafeWithinASecond() throws Exception {
        Board board = open(Optional.empty(), PORCH, EXIT);
        board.light("light.exit").show(Look.OFF, 0);
        Await.until(() -> pins.high(EXIT.pin()) == 0);
        faulty.stuck.add(PORCH.pin());
        board.light("light.porch").show(Look.ON, 0);
        faulty.inside.await();
        Await.until(() -> board.busyFor().compareTo(Duration.ofMillis(20)) > 0);
        long begun = System.nanoTime();
        board.close();
        Await.until(() -> pins.high(EXIT.pin()) == PinDriver.FULL); // a slow machine may be at it still
        // Waiting for the thread and for the pin's lock are the only bounds in it, 900 ms together; the rest is the
        // machine's.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(told.of("hardware_stuck")).hasSize(1);
    }

    @Test
    void givenPinsThatNeverComeBackFromTheirSafeStatesWhenClosedThenTheOthersAreSafe() throws Exception {
        LightSpec hall = light("light.hall", 13, Safe.OFF);
        Board board = open(Optional.empty(), PORCH, hall, EXIT);
        board.light("light.porch").show(Look.ON, 0);
        board.light("light.hall").show(Look.ON, 0);
        board.light("light.exit").show(Look.OFF, 0);
        board.relay("relay.sign").want(true, 0);
        Await.until(() -> board.states().stream().filter(OutputState::on).count() == 3 && pins.high(EXIT.pin()) == 0);
        faulty.stuck.add(PORCH.pin());
        faulty.stuck.add(hall.pin());
        board.close();
        Await.until(() -> pins.high(EXIT.pin()) == PinDriver.FULL && pins.high(SIGN.pin()) == PinDriver.FULL);
        assertThat(told.of("hardware_stuck")).hasSize(1);
        faulty.stuck.clear();
    }

    @Test
    void givenAPinThatBlocksThenAWishThatComesMeanwhileForAnotherIsNotForgotten() throws Exception {
        try (Board board = open(Optional.empty(), PORCH, EXIT)) {
            faulty.stuck.add(EXIT.pin());
            board.light("light.exit").show(Look.OFF, 0);
            faulty.inside.await();
            board.light("light.porch").show(Look.ON, 0);
            Await.until(() -> board.busyFor().compareTo(Duration.ofMillis(20)) > 0); // it has parked more than once
            faulty.stuck.clear();
            Await.until(() -> pins.high(PORCH.pin()) == PinDriver.FULL);
        }
    }

    @Test
    void givenAPinThatComesBackAfterItWasClosedThenNoLaterWishIsDriven() throws Exception {
        Board board = open(Optional.empty(), PORCH, EXIT);
        faulty.stuck.add(PORCH.pin());
        board.light("light.porch").show(Look.ON, 0);
        faulty.inside.await();
        board.close();
        Await.until(() -> pins.high(EXIT.pin()) == PinDriver.FULL);
        board.light("light.exit").show(Look.OFF, 0);
        board.light("light.porch").show(new Look(true, Pattern.FAST), 0);
        faulty.stuck.clear();
        assertThat(faulty.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pins.high(EXIT.pin())).isEqualTo(PinDriver.FULL);
        assertThat(pins.high(PORCH.pin())).isZero();
    }

    @Test
    void givenAPinThatNeverComesBackWhenOpenedThenItIsToldAndTheOthersCanBeMadeSafe() throws Exception {
        faulty.stuck.add(PORCH.pin());
        try (Board board = open(Optional.empty(), PORCH, EXIT)) {
            assertThat(told.of("hardware_stuck")).hasSize(1);
            assertThat(board.busyFor()).isPositive();
            assertThat(pins.high(EXIT.pin())).isEqualTo(-1);
        }
        Await.until(() -> pins.high(EXIT.pin()) == PinDriver.FULL);
        faulty.stuck.clear();
    }

    @Test
    void givenAListenerThatThrowsWhenAButtonIsPressedThenTheThreadGoesOn() throws Exception {
        try (Board board = open(Optional.empty(), PORCH)) {
            board.onPress(press -> {
                throw new IllegalStateException("not mine");
            });
            pins.level(DOOR.pin(), false);
            Await.until(() -> told.of("press_failed").size() == 1);
            board.light("light.porch").show(Look.ON, 0);
            Await.until(() -> pins.high(PORCH.pin()) == PinDriver.FULL);
            assertThat(board.problems()).isEmpty();
        }
    }

    @Test
    void givenAPinOrANameTwiceWhenOpenedThenBothUsesAreNamed() {
        assertThatThrownBy(() -> open(Optional.empty(), PORCH, light("light.desk", 22, Safe.OFF)))
                .isInstanceOf(HardwareException.class)
                .hasMessage("GPIO22 (pin 15) is used twice, by light.desk and by button.door");
        assertThatThrownBy(() -> open(Optional.empty(), PORCH, light("light.porch", 4, Safe.OFF)))
                .isInstanceOf(HardwareException.class)
                .hasMessage("light.porch is set twice, on GPIO17 (pin 11) and on GPIO4 (pin 7)");
    }

    @Test
    void givenAJournalThatCannotBeWrittenWhenOpenedThenTheFileIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("none").resolve("wall.jsonl");
        assertThatThrownBy(() -> open(Optional.of(missing), PORCH))
                .isInstanceOf(HardwareException.class)
                .hasMessageContaining("gpio.journal: " + missing + " cannot be written");
    }
}
