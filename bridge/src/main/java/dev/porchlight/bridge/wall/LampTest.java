package dev.porchlight.bridge.wall;

import dev.porchlight.bridge.home.HomeTime;
import java.time.Duration;
import java.util.List;

/**
 * The action {@code test}: every light goes dark, then each output in turn is on for a second, and then all are as before, or
 * as they would be by then. A relay that is on stays on. One asked for before the outputs follow their rules waits until they
 * do, since nobody could say what they were before. Home loop only.
 */
final class LampTest {

    /** How long each output has. */
    static final Duration TURN = Duration.ofSeconds(1);

    private final List<Output> outputs;
    private final HomeTime time;
    private int turn = -1; // nobody's
    private boolean ready;
    private boolean asked;

    LampTest(List<Output> outputs, HomeTime time) {
        this.outputs = outputs;
        this.time = time;
    }

    /** The outputs follow their rules from now on. */
    void ready() {
        ready = true;
        if (asked) {
            asked = false;
            begin(time.nanoTime());
        }
    }

    /** Begins; one that runs already goes on. */
    void begin(long causeNanos) {
        if (!ready) {
            asked = true;
        } else if (turn < 0 && !outputs.isEmpty()) {
            turn = 0;
            step(causeNanos);
        }
    }

    private void next() {
        turn = turn + 1 < outputs.size() ? turn + 1 : -1;
        step(time.nanoTime());
    }

    private void step(long causeNanos) {
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).test(role(i), causeNanos);
        }
        if (turn >= 0) {
            time.after(TURN, this::next);
        }
    }

    private Output.InTest role(int index) {
        if (turn < 0) {
            return Output.InTest.NO;
        }
        return index == turn ? Output.InTest.TURN : Output.InTest.WAITS;
    }
}
