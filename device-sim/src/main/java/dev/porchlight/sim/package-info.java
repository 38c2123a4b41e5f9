/** The outside world, simulated: boards in {@code boards}, a Discord in {@code discord}. */
package dev.porchlight.sim;
