/**
 * {@code device-sim boards}: many simulated boards against one server, and what became of them.
 *
 * <pre>
 *   FleetCommand ── Fleet ── FleetStats ── ChangeSpread     counts, from the boards' thread
 *                     ├ FaultPlan, FaultMaker               what is broken on purpose
 *                     └ Progress, FleetReport               what a person and a program read
 * </pre>
 */
package dev.porchlight.sim.fleet;
