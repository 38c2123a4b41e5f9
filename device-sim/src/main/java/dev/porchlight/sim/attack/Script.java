package dev.porchlight.sim.attack;

import java.io.IOException;
import java.util.Random;

/** One kind of hostile client: what it does on one connection (or a few), and how that went. Runs on a virtual thread. */
@FunctionalInterface
interface Script {
    /**
     * Plays it.
     *
     * @param random belongs to this run, so that a seed gives the same bytes again
     * @throws IOException when the connection breaks; counted as {@link Outcome#SHED}
     * @throws Unexpected when the server broke a promise
     */
    Outcome play(Target target, Random random) throws IOException, InterruptedException;
}
