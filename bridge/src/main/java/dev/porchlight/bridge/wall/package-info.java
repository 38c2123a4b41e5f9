/**
 * The wall: binds rules to the Pi's own lights and relays, buttons to actions, and answers {@code /api/v1/wall}. What it decides
 * belongs to the home loop; what the pins do belongs to the hardware thread.
 */
package dev.porchlight.bridge.wall;
