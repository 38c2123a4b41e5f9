package dev.porchlight.sim.demo;

import java.time.Duration;

/**
 * One thing that happens in the demo's day.
 *
 * @param what what the terminal says of it
 * @param action what it does to the simulated Discord
 * @param pause how long it is looked at before the next, at speed 1
 */
record Step(String what, Runnable action, Duration pause) {
    static Step of(String what, double seconds, Runnable action) {
        return new Step(what, action, Duration.ofMillis((long) (seconds * 1000)));
    }
}
