package dev.porchlight.sim.scenario;

import dev.porchlight.sim.control.Call;
import java.time.Duration;
import java.util.List;

/** A line of a scenario that is played. */
sealed interface Step {
    /** How long after the line before, in the scenario's time. */
    Duration gap();

    /**
     * Something happens, is expected, or is only told.
     *
     * @param line its number, from 1
     * @param told how the terminal tells it; "" for what is expected and for what is told with the line before
     * @param calls what is done, one after the other
     */
    record Event(int line, Duration gap, String told, List<Call> calls) implements Step {
        public Event {
            calls = List.copyOf(calls);
        }
    }

    /** The steps so many times. */
    record Repeat(int line, Duration gap, int times, List<Step> steps) implements Step {
        public Repeat {
            steps = List.copyOf(steps);
        }
    }
}
