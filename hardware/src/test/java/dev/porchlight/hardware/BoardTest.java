package dev.porchlight.hardware;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final LightSpec PORCH =
            new LightSpec("light.porch", Pin.parse("gpio:17"), false, false, 100, Safe.OFF);
    private static final RelaySpec SIGN =
            new RelaySpec("relay.sign", Pin.parse("gpio:27"), true, Duration.ZERO, Duration.ZERO, 6_000, Safe.OFF);
    private static final ButtonSpec DOOR =
            new ButtonSpec("button.door", Pin.parse("gpio:22"), Pull.UP, Duration.ofMillis(5), Duration.ofSeconds(1));

    @Test
    void givenAWallInMemoryWhenItIsToldThenItShowsJournalsAndEndsSafe(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("wall.jsonl");
        BlockingQueue<Press> presses = new LinkedBlockingQueue<>();
        MemoryPins pins = new MemoryPins();
        BoardConfig config = new BoardConfig(
                BoardConfig.Provider.MEMORY, false, Optional.of(journal), List.of(PORCH), List.of(SIGN), List.of(DOOR));
        try (Board board = Board.open(config, pins, (warning, event, fields) -> {})) {
            assertThat(pins.high(SIGN.pin())).isEqualTo(PinDriver.FULL);
            board.onPress(presses::add);
            board.light("light.porch").show(Look.ON, System.nanoTime());
            board.relay("relay.sign").want(true, System.nanoTime());
            Await.until(() -> board.states().stream().allMatch(OutputState::on));
            assertThat(pins.high(PORCH.pin())).isEqualTo(PinDriver.FULL);
            assertThat(pins.high(SIGN.pin())).isZero();
            pins.level(DOOR.pin(), false);
            Await.until(() -> board.busyFor().isZero());
            assertThat(presses.poll(10, TimeUnit.SECONDS).kind()).isEqualTo(Press.Kind.HOLD);
        }
        assertThat(pins.high(PORCH.pin())).isZero();
        assertThat(pins.high(SIGN.pin())).isEqualTo(PinDriver.FULL);
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(2))
                .matches(
                        "\\{\"at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\",\"nanos\":-?\\d+,"
                                + "\"name\":\"light.porch\",\"pin\":17,\"level\":1,\"on\":true,\"duty\":100,\"after_us\":\\d+}");
    }
}
