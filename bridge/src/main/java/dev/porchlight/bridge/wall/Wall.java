package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.Delays;
import dev.porchlight.bridge.home.Home;
import dev.porchlight.bridge.home.HomeLoop;
import dev.porchlight.bridge.home.Watch;
import dev.porchlight.bridge.log.Log;
import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.HardwareException;
import dev.porchlight.hardware.OutputState;
import dev.porchlight.hardware.Press;
import dev.porchlight.hardware.Relay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Binds the rules to the pins, and buttons and the API to what is done by hand. What an output is to show is decided on the home
 * loop; the decision goes into the board's one slot for that output, and its thread is woken. Nothing here waits for a pin.
 *
 * <p>Every method that is not private is safe from any thread; the outputs belong to the home loop.
 */
public final class Wall implements AutoCloseable {

    /** Without a word from Discord by then the wall shows what is known: that Discord is away, for one. */
    private static final Duration FIRST_VALUES_WITHIN = Duration.ofSeconds(10);

    private static final Log LOG = Log.of("wall");

    private final WallSettings settings;
    private final Board board;
    private final HomeLoop homeLoop;
    private final Home home;
    private final Clock clock;
    private final Duration firstValuesWithin;
    private final Map<String, Output> outputs = new LinkedHashMap<>(); // written by the constructor alone
    private final LampTest lampTest;

    /**
     * Opens the pins, which takes every output to its safe state before anything else happens.
     *
     * @param clock of this machine, with its time zone
     * @throws CannotStart when a person has to mend something first
     */
    public static Wall open(WallSettings settings, HomeLoop homeLoop, Home home, Clock clock) {
        try {
            Board board = Board.open(settings.board(), Wall::tell);
            LOG.info("hardware_open", "provider", board.whyProvider());
            return new Wall(settings, board, homeLoop, home, clock, FIRST_VALUES_WITHIN);
        } catch (HardwareException e) {
            throw new CannotStart(e.getMessage(), e);
        }
    }

    /** What the hardware has to say, which knows no log. */
    static void tell(boolean warning, String event, Object... fields) {
        if (warning) {
            LOG.warn(event, fields);
        } else {
            LOG.info(event, fields);
        }
    }

    /** A wall that does nothing yet, on a board that is open, its outputs in their safe states. */
    Wall(WallSettings settings, Board board, HomeLoop homeLoop, Home home, Clock clock, Duration firstValuesWithin) {
        this.firstValuesWithin = firstValuesWithin;
        this.settings = settings;
        this.board = board;
        this.homeLoop = homeLoop;
        this.home = home;
        this.clock = clock;
        for (OutputSettings one : settings.outputs()) {
            outputs.put(one.name(), new Output(one, homeLoop, clock, pinOf(one)));
        }
        lampTest = new LampTest(List.copyOf(outputs.values()), homeLoop);
    }

    private Output.Pin pinOf(OutputSettings one) {
        if (one.isLight()) {
            return board.light(one.name())::show;
        }
        Relay relay = board.relay(one.name());
        return (look, causeNanos) -> relay.want(look.on(), causeNanos);
    }

    /** Watches the rules from now on; before anything else does, so that pins are told before boards. */
    public void start() {
        homeLoop.post(this::bind);
        board.onPress(this::pressed);
    }

    private void bind() {
        for (Output output : outputs.values()) {
            OutputSettings wanted = output.settings();
            wanted.when().ifPresent(rule -> {
                Watch watch = home.watch(rule, wanted.delays(), output::rule);
                output.rule(watch.on(), watch.stale(), 0);
            });
            for (int i = 0; i < wanted.patternWhen().size(); i++) {
                int index = i;
                Watch watch = home.watch(
                        wanted.patternWhen().get(i).rule(),
                        Delays.NONE,
                        (on, stale, cause) -> output.secondState(index, on, stale, cause));
                output.secondState(index, watch.on(), watch.stale(), 0);
            }
        }
        if (settings.hasQuietHours()) {
            // In a container it may be hours away from the clock on the wall.
            LOG.info("quiet_hours", "now", now().truncatedTo(ChronoUnit.MINUTES), "zone", clock.getZone());
            lookAtTheClock();
        }
        home.onSettled(this::begin);
        homeLoop.after(firstValuesWithin, this::begin);
    }

    private void begin() {
        outputs.values().forEach(Output::begin);
        lampTest.ready();
    }

    /**
     * Once a minute, rather than at each beginning and end: a Pi has no clock of its own, and what time it is may jump by
     * months when it first hears from the network.
     */
    private void lookAtTheClock() {
        LocalTime now = now();
        outputs.values().forEach(output -> output.timeIs(now, homeLoop.nanoTime()));
        Duration toNextMinute = Duration.ofMinutes(1)
                .minusNanos(now.toNanoOfDay() % Duration.ofMinutes(1).toNanos());
        homeLoop.after(toNextMinute, this::lookAtTheClock);
    }

    private LocalTime now() {
        return LocalTime.now(clock);
    }

    /** On the hardware thread: only posts. */
    void pressed(Press press) {
        Action action =
                settings.buttons().getOrDefault(press.button(), Map.of()).get(press.kind());
        if (action != null && !homeLoop.tryPost(() -> perform(action, press.button(), press.atNanos()))) {
            LOG.warn("press_lost", "button", press.button(), "reason", "the home loop is full");
        }
    }

    /**
     * Does something by hand.
     *
     * @param by whose hand, for the log
     * @return what all outputs are to show then; completes exceptionally when the home loop takes nothing more
     */
    CompletableFuture<List<OutputView>> act(Action action, String by) {
        long cause = System.nanoTime();
        return onHomeLoop(() -> perform(action, by, cause));
    }

    /** What all outputs are to show, in the order of the settings. */
    CompletableFuture<List<OutputView>> views() {
        return onHomeLoop(() -> {});
    }

    private CompletableFuture<List<OutputView>> onHomeLoop(Runnable first) {
        CompletableFuture<List<OutputView>> answer = new CompletableFuture<>();
        boolean posted = homeLoop.tryPost(() -> {
            first.run();
            List<OutputView> views = new ArrayList<>();
            outputs.values().forEach(output -> views.add(output.view()));
            answer.complete(views);
        });
        if (!posted) {
            answer.completeExceptionally(new IllegalStateException("the home loop is full"));
        }
        return answer;
    }

    private void perform(Action action, String by, long causeNanos) {
        LOG.info("by_hand", "action", action, "by", by);
        switch (action) {
            case Action.Toggle(String name) -> outputs.get(name).toggle(causeNanos);
            case Action.Turn turn -> outputs.get(turn.output()).byHand(turn.on(), turn.time(), causeNanos);
            case Action.AllOff all -> outputs.values().forEach(output -> output.byHand(false, all.time(), causeNanos));
            case Action.Test test -> lampTest.begin(causeNanos);
        }
    }

    /** Who drives the pins: {@code gpiod}, or {@code memory} where there are none. */
    public String provider() {
        return board.provider();
    }

    /** What each output really shows now. Any thread. */
    public List<OutputState> states() {
        return board.states();
    }

    /** By its name 1 for each output that is on, else 0. Any thread. */
    public Map<String, Double> levels() {
        Map<String, Double> levels = new LinkedHashMap<>();
        board.states().forEach(state -> levels.put(state.name(), state.on() ? 1.0 : 0.0));
        return levels;
    }

    /** Why not all is well, pins named; empty when all is. Any thread. */
    public List<String> problems() {
        return board.problems();
    }

    /** How long the hardware's thread has been at its present piece of work. Any thread. */
    public Duration busyFor() {
        return board.busyFor();
    }

    /** Every output to its safe state, within a second; whatever the rules say later reaches no pin. Any thread. */
    @Override
    public void close() {
        board.close();
    }

    List<String> names() {
        return List.copyOf(outputs.keySet());
    }
}
