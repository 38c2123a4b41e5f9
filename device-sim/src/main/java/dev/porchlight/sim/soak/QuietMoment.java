package dev.porchlight.sim.soak;

import dev.porchlight.sim.demo.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Nothing happens and nothing is broken: everything has to come right within a deadline, the lights within ten seconds of
 * {@code /health}, and then stay right. Looks at every light, at who is missing, and at {@code /health}. One thread.
 */
final class QuietMoment {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration HOLD = Duration.ofMillis(500);

    /** Once the bridge knows what is true and has all boards, its lights have so long to show it, on a busy machine too. */
    private static final Duration LIGHTS_WITHIN = Duration.ofSeconds(10);

    private final SoakBridge bridge;
    private final Lamps lamps;
    private final Duration settle;
    private final Stop stop;

    QuietMoment(SoakBridge bridge, Lamps lamps, Duration settle, Stop stop) {
        this.bridge = bridge;
        this.lamps = lamps;
        this.settle = settle;
        this.stop = stop;
    }

    /**
     * What was wrong.
     *
     * @param lights boards with a wrong value, or told one for a moment, in words
     * @param missing boards not let in, or told nothing
     * @param health what {@code /health} had wrong
     */
    record Wrong(List<String> lights, List<String> missing, List<String> health) {
        boolean isNothing() {
            return lights.isEmpty() && missing.isEmpty() && health.isEmpty();
        }
    }

    /**
     * What came of it.
     *
     * @param took until everything was right; the deadline when it never was
     * @param cutShort whether somebody wanted an end before it was decided
     */
    record Outcome(Wrong wrong, Duration took, boolean cutShort) {}

    Outcome await(Expectation expected) {
        long began = System.nanoTime();
        long onlyLightsSince = began;
        while (true) {
            Wrong wrong = look(expected);
            if (!expected.online()
                    || !wrong.missing().isEmpty()
                    || !wrong.health().isEmpty()) {
                onlyLightsSince = System.nanoTime(); // while Discord is away the policy's own time has to pass
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (wrong.isNothing()) {
                List<String> blinks = hold(expected);
                if (!blinks.isEmpty()) {
                    return new Outcome(new Wrong(blinks, List.of(), List.of()), took, false);
                }
                // The bridge may have begun a fresh session meanwhile, as it may at any time.
                if (look(expected).isNothing()) {
                    return new Outcome(wrong, took, false);
                }
            }
            if (stop.isAsked() || !bridge.process().isAlive()) {
                return new Outcome(wrong, took, true);
            }
            if (took.compareTo(settle) > 0 || System.nanoTime() - onlyLightsSince > LIGHTS_WITHIN.toNanos()) {
                return new Outcome(wrong, took, false);
            }
            boolean ignored = stop.within(LOOK);
        }
    }

    private List<String> hold(Expectation expected) {
        lamps.hold(expected);
        boolean ignored = stop.within(HOLD);
        List<String> blinks = lamps.blinks();
        lamps.hold(null);
        return blinks;
    }

    private Wrong look(Expectation expected) {
        List<String> lights = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Lamp lamp : lamps.all()) {
            boolean on = expected.of(lamp.sight());
            if (!lamp.isServed()) {
                missing.add(lamp.describe(on) + "; " + lamp.board().lastDrop());
            } else if (!lamp.shows(on)) {
                lights.add(lamp.describe(on));
            }
        }
        return new Wrong(lights, missing, health(expected));
    }

    private List<String> health(Expectation expected) {
        try {
            Door.Health now = bridge.door().health();
            Door.Health wanted = new Door.Health(
                    expected.online(), expected.present().people(), lamps.all().size());
            return now.equals(wanted) ? List.of() : List.of("/health says " + now + "; expected " + wanted);
        } catch (IOException e) {
            return List.of("/health gave no answer: " + e.getMessage());
        }
    }
}
