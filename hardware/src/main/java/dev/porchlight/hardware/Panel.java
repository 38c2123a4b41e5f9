package dev.porchlight.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The outputs and buttons of one board, and what has to be done to them when. Has no thread: one caller at a time runs it,
 * with the time in hand. An {@link Error} comes through; an exception of one pin stays that pin's.
 */
final class Panel {

    private final Map<String, LightOutput> lights = new LinkedHashMap<>();
    private final Map<String, RelayOutput> relays = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<ButtonInput> buttons = new ArrayList<>();
    private final Output.Wall wall;
    private final Clock clock;

    Panel(BoardConfig config, Output.Wall wall, Clock clock, Consumer<Press> pressed) {
        this.wall = wall;
        this.clock = clock;
        for (LightSpec spec : config.lights()) {
            lights.put(spec.name(), new LightOutput(spec, wall));
        }
        for (RelaySpec spec : config.relays()) {
            relays.put(spec.name(), new RelayOutput(spec, wall, clock.nanos()));
        }
        outputs.addAll(lights.values());
        outputs.addAll(relays.values());
        for (ButtonSpec spec : config.buttons()) {
            buttons.add(new ButtonInput(spec, wall, clock, pressed));
        }
    }

    Map<String, LightOutput> lights() {
        return lights;
    }

    Map<String, RelayOutput> relays() {
        return relays;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<ButtonInput> buttons() {
        return buttons;
    }

    /** Safe states first, then the buttons. */
    void open() {
        for (Output output : outputs) {
            output.lock.lock();
            try {
                output.open(clock.nanos());
            } finally {
                output.lock.unlock();
            }
        }
        for (ButtonInput button : buttons) {
            button.open(clock.nanos());
        }
    }

    /** Does what is due. Returns the nanoseconds until something is, or {@link Wave#NEVER}. */
    long run() {
        long next = Wave.NEVER;
        for (Output output : outputs) {
            output.lock.lock();
            try {
                next = Math.min(next, output.run(clock.nanos()));
            } finally {
                output.lock.unlock();
            }
        }
        for (ButtonInput button : buttons) {
            next = Math.min(next, button.run(clock.nanos()));
        }
        return next;
    }

    /**
     * Makes everything safe and gives it back, each once; an output that another thread is stuck in is left. The one method
     * that several threads may be in.
     *
     * @return whether none is left, by this thread and the others; at least the last of them is told so
     */
    boolean close() throws InterruptedException {
        for (Output output : outputs) {
            close(output);
        }
        for (ButtonInput button : buttons) {
            button.release();
        }
        for (Output output : outputs) {
            if (!output.isDone()) {
                return false;
            }
        }
        return true;
    }

    private void close(Output output) throws InterruptedException {
        if (!output.lock.tryLock(20, TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            output.close(clock.nanos());
        } catch (Error e) {
            // What ended the thread must not keep the other pins from their safe states.
            wall.notices().tell(true, "pin_not_safe", "output", output.name(), "reason", Reasons.of(e));
        } finally {
            output.lock.unlock();
        }
    }
}
