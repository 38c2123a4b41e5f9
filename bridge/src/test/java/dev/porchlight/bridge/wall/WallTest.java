package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.hardware.MemoryPins;
import dev.porchlight.hardware.Pattern;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import dev.porchlight.hardware.Press;
import dev.porchlight.hardware.Pull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, buttons and the clock of the wall, and the pins that follow. */
class WallTest {

    private static final String PORCH = "light.porch = gpio:17\nlight.porch.when = voice\n";

    @TempDir
    private Path directory;

    private WallRoom room(String properties) throws Exception {
        return new WallRoom(directory, properties);
    }

    @Test
    void givenARuleThenItsPinFollows() throws Exception {
        try (WallRoom room = room(PORCH).settled()) {
            room.join(7);
            room.await("light.porch", true);
            room.leave(7);
            room.await("light.porch", false);
        }
    }

    @Test
    void givenHomeHasNotSettledThenTheSafeStateStays() throws Exception {
        try (WallRoom room = room(PORCH + "light.porch.safe = on\n")) {
            assertThat(room.state("light.porch").on()).isTrue();
            room.change(edit -> edit.ready(Set.of(1L)));
            assertThat(room.view("light.porch").ruleOn()).isFalse();
            assertThat(room.state("light.porch").on()).isTrue();
            room.settled();
            room.await("light.porch", false);
        }
    }

    @Test
    void givenDiscordNeverAnswersThenTheWallShowsThatAfterAWhile() throws Exception {
        MemoryPins pins = new MemoryPins();
        try (WallRoom room = new WallRoom(
                directory,
                PORCH + "light.porch.pattern-when.blink = discord:offline\n",
                WallRoom.NOON,
                pins,
                pins,
                Duration.ofMillis(1))) {
            Await.until("it blinks", () -> room.state("light.porch").pattern() == Pattern.BLINK);
        }
    }

    @Test
    void givenASecondStateThenTheLightShowsItsPattern() throws Exception {
        try (WallRoom room = room(PORCH + "light.porch.pattern-when.blink = discord:offline\n")
                .settled()) {
            room.change(HomeEdit::away);
            Await.until("it blinks", () -> room.state("light.porch").pattern() == Pattern.BLINK);
            room.change(HomeEdit::resumed);
            room.await("light.porch", false);
        }
    }

    @Test
    void givenQuietHoursThenTheyGoByTheMachinesTimeZone() throws Exception {
        Instant evening = Instant.parse("2026-11-20T21:30:00Z");
        String quiet = PORCH + "light.porch.quiet = 23:00-07:00\nlight.hall = gpio:4\nlight.hall.when = voice\n";
        try (WallRoom room = new WallRoom(
                        directory, quiet, Clock.fixed(evening, ZoneId.of("Europe/Helsinki")), new MemoryPins())
                .settled()) {
            room.join(7);
            room.await("light.hall", true);
            assertThat(room.state("light.porch").on()).isFalse();
        }
        try (WallRoom room = new WallRoom(
                        directory, quiet, Clock.fixed(evening, ZoneId.of("Europe/London")), new MemoryPins())
                .settled()) {
            room.join(7);
            room.await("light.porch", true);
        }
    }

    @Test
    void givenTheEndOfQuietHoursThenItIsNoticedByItself() throws Exception {
        Clock almostSeven = Clock.offset(
                Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse("2026-11-20T06:59:59.500Z")));
        try (WallRoom room = new WallRoom(
                        directory, PORCH + "light.porch.quiet = 23:00-07:00\n", almostSeven, new MemoryPins())
                .settled()) {
            room.join(7);
            room.await("light.porch", true);
        }
    }

    @Test
    void givenAFingerOnAButtonThenItsActionIsDone() throws Exception {
        try (WallRoom room = room(PORCH + """
                relay.sign = gpio:27
                button.door = gpio:22 debounce:1ms
                button.door.press = toggle relay.sign
                button.bed = gpio:23 debounce:1ms
                button.bed.hold = all off for 1h
                button.bed.hold-time = 100ms
                """).settled()) {
            room.join(7);
            room.await("light.porch", true);
            room.button(22, true);
            room.await("relay.sign", true);
            room.button(23, true);
            room.await("light.porch", false);
            room.await("relay.sign", false);
            assertThat(room.view("light.porch").until())
                    .hasValue(WallRoom.NOON.instant().plusSeconds(3600));
        }
    }

    @Test
    void givenAPressThenWhatItsKindSaysIsDoneAndNothingForTheOthers() throws Exception {
        try (WallRoom room = room(PORCH + """
                relay.sign = gpio:27
                button.door = gpio:22
                button.door.press = toggle relay.sign
                button.door.double = on light.porch for 10m
                """).settled()) {
            room.wall.pressed(new Press("button.door", Press.Kind.PRESS, System.nanoTime()));
            room.await("relay.sign", true);
            room.wall.pressed(new Press("button.door", Press.Kind.HOLD, System.nanoTime()));
            room.wall.pressed(new Press("button.door", Press.Kind.DOUBLE, System.nanoTime()));
            room.await("light.porch", true);
            assertThat(room.view("light.porch").until())
                    .hasValue(WallRoom.NOON.instant().plusSeconds(600));
            assertThat(room.view("relay.sign").byHand()).isTrue();
            room.wall.pressed(new Press("button.door", Press.Kind.PRESS, System.nanoTime()));
            room.await("relay.sign", false);
        }
    }

    @Test
    void givenATestThenEachOutputIsOnInTurnAndThenAllAreAsBefore() throws Exception {
        try (WallRoom room =
                room(PORCH + "light.hall = gpio:4\nrelay.sign = gpio:27\n").settled()) {
            room.join(7);
            room.await("light.porch", true);
            room.perform("on light.hall");
            room.perform("test");
            for (String turn : List.of("light.porch", "light.hall", "relay.sign")) {
                Await.until(
                        turn + " alone",
                        () -> room.wall.states().stream()
                                .allMatch(state -> state.on() == state.name().equals(turn)));
            }
            room.await("light.porch", true);
            room.await("light.hall", true);
            room.await("relay.sign", false);
        }
    }

    @Test
    void givenAPinThatThrowsThenTheOthersGoOnAndItIsNamed() throws Exception {
        MemoryPins pins = new MemoryPins();
        try (WallRoom room = new WallRoom(
                        directory,
                        PORCH + "light.desk = gpio:18\nlight.desk.when = voice\n",
                        WallRoom.NOON,
                        pins,
                        new Broken(pins, new Pin(18)),
                        Duration.ofDays(1))
                .settled()) {
            room.join(7);
            room.await("light.porch", true);
            assertThat(room.wall.problems())
                    .singleElement()
                    .asString()
                    .contains("light.desk", "GPIO18 (pin 12)", "no such line");
            assertThat(room.wall.levels()).containsEntry("light.porch", 1.0).containsEntry("light.desk", 0.0);
        }
    }

    @Test
    void givenTheEndThenEveryOutputIsSafeWhateverHappensLater() throws Exception {
        WallRoom room =
                room(PORCH + "light.hall = gpio:4\nlight.hall.safe = on\n").settled();
        room.join(7);
        room.await("light.porch", true);
        room.wall.close();
        room.leave(7);
        room.join(8);
        room.close();
        assertThat(room.pins.high(new Pin(17))).isZero();
        assertThat(room.pins.high(new Pin(4))).isEqualTo(PinDriver.FULL);
    }

    /** As memory, but for one pin that can not be had. */
    private record Broken(MemoryPins pins, Pin broken) implements PinDriver {

        @Override
        public String name() {
            return pins.name();
        }

        @Override
        public String describe() {
            return pins.describe();
        }

        @Override
        public Line output(String name, Pin pin, int high) throws IOException {
            if (pin.equals(broken)) {
                throw new IOException("no such line");
            }
            return pins.output(name, pin, high);
        }

        @Override
        public Line pwm(String name, Pin pin, int high) throws IOException {
            return pins.pwm(name, pin, high);
        }

        @Override
        public Contact input(String name, Pin pin, Pull pull, Runnable onEdge) {
            return pins.input(name, pin, pull, onEdge);
        }

        @Override
        public void close() {
            pins.close();
        }
    }
}
