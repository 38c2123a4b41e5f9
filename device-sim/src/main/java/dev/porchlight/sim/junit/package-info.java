/**
 * The simulator in a JUnit Jupiter test: {@link dev.porchlight.sim.junit.Simulated} on a class, and what a test needs as its
 * parameters. Works with JUnit 5.8 to 6.x. {@link dev.porchlight.sim.junit.RunningBridge} needs no JUnit at all.
 */
package dev.porchlight.sim.junit;
