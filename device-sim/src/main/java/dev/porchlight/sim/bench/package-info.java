/**
 * The benchmark: what the bridge costs and how fast it is, seen from outside, beside a floor: a server that does the
 * least that could be called the same job. {@code scripts/bench} runs it.
 *
 * <p>Everything is measured on the main thread, which is the fleet's thread too: no hand-over blurs a time.
 */
package dev.porchlight.sim.bench;
