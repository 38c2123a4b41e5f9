/** The scenario file: a day as people write it, checked as a whole, played against the simulated world. */
package dev.porchlight.sim.scenario;
