package dev.porchlight.bridge.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeEdit;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Voice;
import dev.porchlight.bridge.settings.Settings;
import dev.porchlight.bridge.testing.Await;
import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.HardwareException;
import dev.porchlight.hardware.MemoryPins;
import dev.porchlight.hardware.OutputState;
import dev.porchlight.hardware.Pin;
import dev.porchlight.hardware.PinDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A wall on pins in memory, with a home of its own: guild 1 with the channel Home/Studio, 5. */
final class WallRoom implements AutoCloseable {

    static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    final MemoryPins pins;
    final HomeLoop loop;
    final Home home;
    final Wall wall;
    private final Board board;
    private final Queue<Throwable> deaths = new ConcurrentLinkedQueue<>();

    WallRoom(Path directory, String properties) throws IOException, HardwareException {
        this(directory, properties, NOON, new MemoryPins());
    }

    WallRoom(Path directory, String properties, Clock clock, MemoryPins pins) throws IOException, HardwareException {
        this(directory, properties, clock, pins, pins, Duration.ofDays(1));
    }

    /**
     * A room with everything of the test's own.
     *
     * @param driver of the pins, which may fail where {@code pins} would not
     * @param firstValuesWithin as the wall waits for home to settle
     */
    WallRoom(
            Path directory,
            String properties,
            Clock clock,
            MemoryPins pins,
            PinDriver driver,
            Duration firstValuesWithin)
            throws IOException, HardwareException {
        this.pins = pins;
        Files.writeString(directory.resolve("porchlight.properties"), properties);
        Settings settings = Settings.load(Map.of(), directory);
        WallSettings wallSettings = WallSettings.read(settings);
        settings.check();
        loop = new HomeLoop(deaths::add);
        home = new Home(loop, Home.STALE_AFTER);
        board = Board.open(wallSettings.board(), driver, Wall::tell);
        wall = new Wall(wallSettings, board, loop, home, clock, firstValuesWithin);
        wall.start();
        loop.start();
    }

    /** Discord is there, and nobody in voice. */
    WallRoom settled() {
        change(edit -> {
            edit.ready(Set.of(1L));
            edit.guild(1, "Home", Map.of(5L, "Studio"), List.of());
        });
        return this;
    }

    void change(Consumer<HomeEdit> edit) {
        loop.post(() -> home.change(System.nanoTime(), edit));
    }

    void join(long user) {
        change(edit -> edit.voice(Voice.of(1, 5, user)));
    }

    void leave(long user) {
        change(edit -> edit.left(1, user));
    }

    void perform(String action) {
        wall.act(Action.parse(action, wall.names()), "test").join();
    }

    OutputState state(String name) {
        return wall.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    OutputView view(String name) {
        return wall.views().join().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void await(String name, boolean on) throws Exception {
        Await.until(name + " on=" + on, () -> state(name).on() == on);
    }

    /** The finger: down is the line pulled low. */
    void button(int bcm, boolean down) {
        pins.level(new Pin(bcm), !down);
    }

    @Override
    public void close() {
        wall.close();
        loop.close();
        assertThat(deaths).isEmpty();
        assertThat(loop.failures()).as("tasks of the home loop that failed").isZero();
        assertThat(home.listenerFailures()).as("listeners that failed").isZero();
    }
}
