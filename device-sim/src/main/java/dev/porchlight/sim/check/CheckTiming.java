package dev.porchlight.sim.check;

import java.time.Duration;

/**
 * How long a check waits for what.
 *
 * @param arrival for a board to come, and to come again
 * @param auth for AUTH, from connecting
 * @param pong within which a pong is no news
 * @param lastPong after which there is none
 * @param ping how often the board's firmware pings by itself
 * @param silence for a board to give a silent server up
 * @param close for the answer to a close frame
 * @param show how long each value is shown
 * @param slowSteps whether the steps that wait for the heartbeat of the firmware are played
 */
public record CheckTiming(
        Duration arrival,
        Duration auth,
        Duration pong,
        Duration lastPong,
        Duration ping,
        Duration silence,
        Duration close,
        Duration show,
        boolean slowSteps) {

    /** For a board with stock times; the default script then takes about a minute and a half. */
    public static CheckTiming stock() {
        return new CheckTiming(
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                true);
    }

    /** For CI: without the slow steps, values are not held for an eye to see. Some seconds. */
    public static CheckTiming quick() {
        return stock().withShow(Duration.ofMillis(50)).withoutSlowSteps();
    }

    /** For firmware that was built to ping more often, so that the slow steps are fast. */
    public CheckTiming withPing(Duration newPing) {
        return new CheckTiming(arrival, auth, pong, lastPong, newPing, silence, close, show, true);
    }

    public CheckTiming withShow(Duration newShow) {
        return new CheckTiming(arrival, auth, pong, lastPong, ping, silence, close, newShow, slowSteps);
    }

    public CheckTiming withArrival(Duration newArrival) {
        return new CheckTiming(newArrival, auth, pong, lastPong, ping, silence, close, show, slowSteps);
    }

    /** How long a deviation takes to be one; the tests of this package have little time. */
    CheckTiming withPatience(Duration patience) {
        return new CheckTiming(patience, patience, pong, patience, ping, patience, close, show, slowSteps);
    }

    CheckTiming withPong(Duration newPong) {
        return new CheckTiming(arrival, auth, newPong, lastPong, ping, silence, close, show, slowSteps);
    }

    CheckTiming withClose(Duration newClose) {
        return new CheckTiming(arrival, auth, pong, lastPong, ping, silence, newClose, show, slowSteps);
    }

    private CheckTiming withoutSlowSteps() {
        return new CheckTiming(arrival, auth, pong, lastPong, ping, silence, close, show, false);
    }
}
