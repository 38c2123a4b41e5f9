package dev.porchlight.hardware;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The wall: owns the provider and every pin. {@link #open} puts each output into its safe state before anything else; from then
 * on one daemon thread, {@code hardware}, drives the pins. It sleeps until the next wish, edge or step of a pattern, so a wall
 * of steady lights costs nothing.
 *
 * <p>Every method but {@link #open} may be called from any thread. When the thread dies of an error, the pins go safe, each
 * output says why it is degraded, and wishes are remembered by nobody.
 *
 * <pre>
 *   open ──▶ running ──close──▶ safe, closed
 *                └─────error──▶ safe, dead ──close──▶ closed
 * </pre>
 */
public final class Board implements AutoCloseable {

    /** How long {@link #open} waits for the thread, which may be stuck in a line; four PWM pins may take 2 s. */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(3);

    /** How long {@link #close} waits for the thread, which may be stuck in a line. */
    private static final Duration THREAD_END = Duration.ofMillis(400);

    /** How many more threads then try the pins that are left; each may get stuck in one. */
    private static final int CLOSERS = 3;

    private static final Duration CLOSER_END = Duration.ofMillis(150);

    private final PinDriver driver;
    private final String why;
    private final Journal journal;
    private final Notices notices;
    private final Clock clock;
    private final Panel panel;
    private final Thread thread;

    private volatile Consumer<Press> onPress = press -> {};
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean closeCalled = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean news;
    private volatile long busySince;
    private volatile boolean busy;
    private volatile Optional<String> death = Optional.empty();

    private Board(BoardConfig config, Chosen chosen, Journal journal, Notices notices, Clock clock) {
        this.driver = chosen.driver();
        this.why = chosen.why();
        this.journal = journal;
        this.notices = notices;
        this.clock = clock;
        panel = new Panel(config, new Output.Wall(driver, journal, notices, this::wake), clock, this::pressed);
        thread = Thread.ofPlatform().name("hardware").daemon().unstarted(this::work);
    }

    /**
     * Opens the wall, and at once drives every output to its safe state. A pin that fails is degraded and tried again; it is no
     * error. Nor is one that does not come back: {@link #busyFor} tells of it.
     *
     * @throws HardwareException when the settings cannot be, with a sentence that names both uses of a pin, or what is missing
     */
    public static Board open(BoardConfig config, Notices notices) throws HardwareException {
        PinUses.check(config);
        return open(config, new Providers(Path.of("/")).choose(config), notices, System::nanoTime);
    }

    /** With a driver of the caller's own; the settings' provider is not looked at. For tests. */
    public static Board open(BoardConfig config, PinDriver driver, Notices notices) throws HardwareException {
        PinUses.check(config);
        return open(config, new Chosen(driver, driver.describe()), notices, System::nanoTime);
    }

    /**
     * What is known of each pin of the settings without opening the wall: for {@code check}, and for a person who wonders. On a
     * machine without GPIO everything is unknown.
     */
    public static List<PinReport> inspect(BoardConfig config) {
        return new Providers(Path.of("/")).report(config);
    }

    /**
     * Which provider {@link #open} would choose, and why, in one line; nothing is opened for output.
     *
     * @throws HardwareException as {@link #open}
     */
    public static String dryRun(BoardConfig config) throws HardwareException {
        PinUses.check(config);
        Chosen chosen = new Providers(Path.of("/")).choose(config);
        chosen.driver().close();
        Journal.check(config.journal());
        return chosen.why();
    }

    private static Board open(BoardConfig config, Chosen chosen, Notices notices, Clock clock)
            throws HardwareException {
        Journal journal;
        try {
            journal = Journal.open(config.journal(), notices);
        } catch (HardwareException e) {
            chosen.driver().close();
            throw e;
        }
        Board board = new Board(config, chosen, journal, notices, clock);
        board.thread.start();
        board.awaitOpened();
        return board;
    }

    private void awaitOpened() {
        try {
            if (!opened.await(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                tellStuck();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A driver and, in one line for people, which it is and why. */
    record Chosen(PinDriver driver, String why) {}

    /** Who drives the pins: {@code gpiod}, or {@code memory} where there are none. */
    public String provider() {
        return driver.name();
    }

    /** The same and why, in one line for people: {@code memory: no GPIO here, …}. */
    public String whyProvider() {
        return why;
    }

    /**
     * The light of a name.
     *
     * @throws IllegalArgumentException when the settings have no such light
     */
    public Light light(String name) {
        return found(panel.lights().get(name), name);
    }

    /**
     * The relay of a name.
     *
     * @throws IllegalArgumentException when the settings have no such relay
     */
    public Relay relay(String name) {
        return found(panel.relays().get(name), name);
    }

    private static <T> T found(T output, String name) {
        if (output == null) {
            throw new IllegalArgumentException("no output " + name);
        }
        return output;
    }

    /** Who hears of presses, on the hardware thread; it must not wait. One at a time: the latest set. */
    public void onPress(Consumer<Press> listener) {
        onPress = Objects.requireNonNull(listener);
    }

    /** What each output shows: lights, then relays, in the order of the settings. */
    public List<OutputState> states() {
        List<OutputState> states = new ArrayList<>(panel.outputs().size());
        for (Output output : panel.outputs()) {
            OutputState state = output.state();
            states.add(
                    death.isEmpty()
                            ? state
                            : new OutputState(state.name(), state.pin(), state.on(), state.pattern(), death));
        }
        return List.copyOf(states);
    }

    /** Every reason why the wall is not whole, for people, buttons too; empty when all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        death.ifPresent(problems::add);
        for (Output output : panel.outputs()) {
            output.state().degraded().ifPresent(reason -> problems.add(output.name() + ": " + reason));
        }
        for (ButtonInput button : panel.buttons()) {
            button.degraded().ifPresent(reason -> problems.add(button.name() + ": " + reason));
        }
        return List.copyOf(problems);
    }

    /** How long the thread has been at one round of work; zero while it sleeps, which is nearly always. */
    public Duration busyFor() {
        return busy ? Duration.ofNanos(Math.max(0, clock.nanos() - busySince)) : Duration.ZERO;
    }

    /** Safe states, then everything is given back; within 1 s, whatever a pin does. Once is enough; more do nothing. */
    @Override
    public void close() {
        closing = true;
        wake();
        if (Thread.currentThread().equals(thread) || !closeCalled.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!thread.join(THREAD_END)) {
                if (!ended.get()) {
                    tellStuck();
                    closeOthers();
                }
                // The pins are safe, as far as they can be; what is left is the journal's last lines.
                journal.close();
            }
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        }
    }

    /** A pin that does not come back holds the thread that is at it for ever; the next one goes on behind it. */
    private void closeOthers() throws InterruptedException {
        boolean stuck = true;
        for (int i = 0; i < CLOSERS && stuck; i++) {
            Thread closer = Thread.ofPlatform().name("hardware-close").daemon().start(this::end);
            stuck = !closer.join(CLOSER_END);
        }
    }

    private void tellStuck() {
        notices.tell(true, "hardware_stuck", "busy_ms", busyFor().toMillis());
    }

    /** A listener that throws is its own fault, not the button's. */
    private void pressed(Press press) {
        try {
            onPress.accept(press);
        } catch (RuntimeException e) {
            notices.tell(true, "press_failed", "button", press.button(), "kind", press.kind(), "reason", Reasons.of(e));
        }
    }

    /** A flag besides the permit: whatever blocks inside the round of work, a lock or a line, may use the permit up. */
    private void wake() {
        news = true;
        LockSupport.unpark(thread);
    }

    private void work() {
        try {
            begin();
            panel.open();
            opened.countDown();
            while (!closing) {
                begin();
                news = false;
                long next = panel.run();
                busy = false;
                if (news) {
                    continue;
                }
                if (next == Wave.NEVER) {
                    LockSupport.park(this);
                } else {
                    LockSupport.parkNanos(this, next);
                }
            }
        } catch (RuntimeException | Error e) {
            death = Optional.of("the hardware thread ended: " + Reasons.of(e));
            notices.tell(true, "hardware_thread_ended", "reason", Reasons.of(e));
        } finally {
            busy = false;
            opened.countDown();
            end();
        }
    }

    private void begin() {
        busySince = clock.nanos();
        busy = true;
    }

    /** The driver stays open while a thread is inside one of its lines. */
    private void end() {
        try {
            if (panel.close() && ended.compareAndSet(false, true)) {
                journal.close();
                driver.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
