package dev.porchlight.bridge.cli;

import dev.porchlight.bridge.settings.CannotStart;
import dev.porchlight.hardware.Board;
import dev.porchlight.hardware.BoardConfig;
import dev.porchlight.hardware.HardwareException;
import dev.porchlight.hardware.Look;
import dev.porchlight.hardware.OutputState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One output on and off, {@value #TIMES} times, a second each; a relay rests as long as its protection wants. At the end, at
 * Ctrl-C and at SIGTERM the pin is in its safe state, by a shutdown hook. On the caller's thread.
 */
final class Blinking {

    static final int TIMES = 5;

    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final BoardConfig config;
    private final PrintWriter out;

    /** @param config with one output and no button */
    Blinking(BoardConfig config, PrintWriter out) {
        this.config = config;
        this.out = out;
    }

    /**
     * Blinks.
     *
     * @throws CannotStart when the pin cannot be driven, with the reason
     */
    void run() throws InterruptedException {
        try (Board board = Board.open(config, (warning, event, fields) -> {})) {
            Thread safe = Thread.ofPlatform().name("safe").unstarted(board::close);
            Runtime.getRuntime().addShutdownHook(safe);
            blink(board);
            removeHook(safe);
        } catch (HardwareException e) {
            throw new CannotStart(e.getMessage(), e);
        }
        out.println("Done; left in its safe state, " + safe() + ".");
        out.flush();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook runs already.
        }
    }

    private void blink(Board board) throws InterruptedException {
        OutputState output = state(board);
        out.println("Pins by " + board.whyProvider());
        out.println(output.name() + " on " + output.pin().describe() + ", " + TIMES + " times; Ctrl-C ends it");
        out.flush();
        Consumer<Boolean> wish = config.lights().isEmpty()
                ? on -> board.relay(output.name()).want(on, System.nanoTime())
                : on -> board.light(output.name()).show(on ? Look.ON : Look.OFF, System.nanoTime());
        for (int i = 1; i <= TIMES; i++) {
            turn(board, wish, true, i + " on");
            turn(board, wish, false, i + " off");
        }
    }

    /** A protected relay may follow later: each turn lasts its second from then. */
    private void turn(Board board, Consumer<Boolean> wish, boolean on, String told) throws InterruptedException {
        wish.accept(on);
        long asked = System.nanoTime();
        boolean patient = false;
        while (state(board).on() != on) {
            if (!patient && System.nanoTime() - asked > EACH.toNanos()) {
                patient = true;
                out.println("  waiting for its protection: min-on, min-off or max-per-minute");
                out.flush();
            }
            Thread.sleep(LOOK_EVERY);
        }
        out.println("  " + told);
        out.flush();
        Thread.sleep(EACH);
    }

    /** Of the one output. */
    private static OutputState state(Board board) {
        OutputState state = board.states().getFirst();
        state.degraded().ifPresent(reason -> {
            throw new CannotStart(state.name() + " on " + state.pin().describe() + " cannot be driven: " + reason);
        });
        return state;
    }

    private String safe() {
        return (config.lights().isEmpty()
                        ? config.relays().getFirst().safe()
                        : config.lights().getFirst().safe())
                .name()
                .toLowerCase(Locale.ROOT);
    }
}
