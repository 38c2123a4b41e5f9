package dev.porchlight.sim.attack;

import java.time.Duration;

/**
 * One kind of attack.
 *
 * @param name for the report
 * @param hangsOn whether it holds its socket for seconds: such attacks fill the mob's places, the others come at its rate
 * @param weight how often it is chosen among its like, relative to the others
 * @param life after which its sockets are closed by the mob; a server has to have ended them before
 */
record Attack(String name, boolean hangsOn, int weight, Duration life, Script script) {
    private static final Duration SHORT_LIFE = Duration.ofSeconds(45);

    /** Over in a moment. */
    static Attack quick(String name, int weight, Script script) {
        return new Attack(name, false, weight, SHORT_LIFE, script);
    }

    /** Holds on to its socket. */
    static Attack slow(String name, int weight, Duration life, Script script) {
        return new Attack(name, true, weight, life, script);
    }
}
