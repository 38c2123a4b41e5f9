package dev.porchlight.sim.scenario;

import dev.porchlight.sim.DeadlineMissed;
import dev.porchlight.sim.control.Call;
import dev.porchlight.sim.control.Mistake;
import dev.porchlight.sim.control.Stage;
import java.time.Duration;
import java.util.List;

/**
 * Plays a scenario. On the caller's thread; one play at a time.
 *
 * <p>What is late is not caught up: a line comes no sooner after the line before than the scenario says.
 */
public final class Player {
    /** Who watches, and decides how long it goes on. */
    public interface Audience {
        /** Something is about to happen. */
        void told(String what);

        /** A line did not go as it should have; the sentence says which and why. */
        void missed(String what);

        /** Called before each line that has a time, for whoever has to wait until the world is ready for it. */
        void beforeLine();

        /** Waits so long, and says whether to stop now. */
        boolean stopWithin(Duration pause);
    }

    private final Stage stage;
    private final Audience audience;
    private int expected;
    private int missed;

    public Player(Stage stage, Audience audience) {
        this.stage = stage;
        this.audience = audience;
    }

    /**
     * Plays the day, once its set-up is there.
     *
     * @param rounds how often; 0 is for ever
     * @param speed how many seconds of the day pass in one, more than 0
     * @return how many lines did not go as they should have
     */
    public int play(Scenario scenario, int rounds, double speed) {
        expected = 0;
        missed = 0;
        for (int round = 0; rounds == 0 || round < rounds; round++) {
            if (!play(scenario.name(), scenario.steps(), speed)) {
                break;
            }
        }
        return missed;
    }

    /** Expectations looked at in the play that was last, kept or not. */
    public int expected() {
        return expected;
    }

    private boolean play(String name, List<Step> steps, double speed) {
        for (Step step : steps) {
            if (audience.stopWithin(Duration.ofNanos((long) (step.gap().toNanos() / speed)))) {
                return false;
            }
            switch (step) {
                case Step.Repeat repeat -> {
                    for (int i = 0; i < repeat.times(); i++) {
                        if (!play(name, repeat.steps(), speed)) {
                            return false;
                        }
                    }
                }
                case Step.Event event -> {
                    if (!event.gap().isZero()) {
                        audience.beforeLine();
                    }
                    if (audience.stopWithin(Duration.ZERO)) {
                        return false;
                    }
                    play(name, event);
                }
            }
        }
        return true;
    }

    private void play(String name, Step.Event event) {
        if (!event.told().isEmpty()) {
            audience.told(event.told());
        }
        for (Call call : event.calls()) {
            if (call.action().isWaiting()) {
                expected++;
            }
            try {
                call.run(stage);
            } catch (DeadlineMissed | Mistake e) {
                missed++;
                audience.missed(name + ":" + event.line() + ": " + e.getMessage());
            }
        }
    }
}
