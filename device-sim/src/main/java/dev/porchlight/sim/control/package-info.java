/**
 * The simulated world by name, for whoever does not speak Java: one table of actions, which the JSON control API and the
 * scenario file share. Knows {@code sim.discord} and {@code sim.boards} by their public methods only.
 */
package dev.porchlight.sim.control;
